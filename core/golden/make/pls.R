# Partial least squares path modelling in plain R, on scores of respondents (Lohmoller 1989; Tenenhaus et al. 2005).
# Nothing here knows how the product does it, which is on correlations of items.

# v: weights of rows that sum to 1. Products of deviations, so scaled that variances are those of cov.wt.
inner_product <- function(a, b, v) sum(v * a * b) / (1 - sum(v^2))
standardised <- function(x, v) {
  centred <- x - sum(v * x)
  centred / sqrt(inner_product(centred, centred, v))
}
coefficients_on <- function(y, x, v) {
  as.numeric(qr.coef(qr(x * sqrt(v), tol = 1e-12), y * sqrt(v)))
}

# blocks: names of items by construct; arrows: rows of cause and effect; modes: A, B or unit by construct.
pls <- function(data, blocks, arrows, modes = rep("A", length(blocks)), scheme = "path", weights = rep(1, nrow(data))) {
  v <- weights / sum(weights)
  names(modes) <- names(blocks)
  items <- unlist(blocks, use.names = FALSE)
  x <- sapply(data[items], standardised, v)
  causes <- lapply(setNames(nm = names(blocks)), function(name) arrows[arrows[, 2] == name, 1])
  effects <- lapply(setNames(nm = names(blocks)), function(name) arrows[arrows[, 1] == name, 2])
  score <- function(name, w) standardised(as.numeric(x[, blocks[[name]], drop = FALSE] %*% w), v)
  y <- sapply(names(blocks), function(name) score(name, rep(1, length(blocks[[name]]))))
  repeat {
    correlations <- apply(y, 2, function(a) apply(y, 2, inner_product, a, v))
    proxies <- sapply(names(blocks), function(name) {
      others <- c(causes[[name]], effects[[name]])
      e <- correlations[others, name]
      if (scheme == "centroid") e <- sign(e)
      if (scheme == "path" && length(causes[[name]]) > 0) {
        e[seq_along(causes[[name]])] <- coefficients_on(y[, name], y[, causes[[name]], drop = FALSE], v)
      }
      as.numeric(y[, others, drop = FALSE] %*% e)
    })
    next_y <- sapply(names(blocks), function(name) {
      own <- x[, blocks[[name]], drop = FALSE]
      w <- switch(modes[[name]],
        A = apply(own, 2, inner_product, proxies[, name], v),
        B = coefficients_on(proxies[, name], own, v),
        unit = rep(1, ncol(own))
      )
      score(name, w)
    })
    change <- max(abs(next_y - y))
    y <- next_y
    if (change < 1e-13) break
  }
  for (name in names(blocks)) {
    if (sum(apply(x[, blocks[[name]], drop = FALSE], 2, inner_product, y[, name], v)) < 0) y[, name] <- -y[, name]
  }
  crossLoadings <- sapply(names(blocks), function(name) apply(x, 2, inner_product, y[, name], v))
  correlations <- apply(y, 2, function(a) apply(y, 2, inner_product, a, v))
  paths <- 0 * correlations
  r2 <- adjusted <- setNames(rep(NA, length(blocks)), names(blocks))
  for (name in names(blocks)) if (length(causes[[name]]) > 0) {
    paths[causes[[name]], name] <- coefficients_on(y[, name], y[, causes[[name]], drop = FALSE], v)
    residual <- y[, name] - as.numeric(y %*% paths[, name])
    r2[name] <- 1 - inner_product(residual, residual, v)
    adjusted[name] <- 1 - (1 - r2[[name]]) * (nrow(data) - 1) / (nrow(data) - length(causes[[name]]) - 1)
  }
  # The weights of standardised items that make the scores.
  w <- unlist(lapply(names(blocks), function(name) {
    own <- blocks[[name]]
    setNames(coefficients_on(y[, name], x[, own, drop = FALSE], v), own)
  }))
  owner <- rep(names(blocks), lengths(blocks))
  loadings <- setNames(crossLoadings[cbind(items, owner)], items)
  list(
    blocks = blocks, data = data[items], v = v, scores = y, weights = w, loadings = loadings,
    crossLoadings = crossLoadings, correlations = correlations, paths = paths, totalEffects = solve(diag(length(blocks)) - paths) - diag(length(blocks)),
    rSquared = r2, adjustedRSquared = adjusted
  )
}

covariances_of <- function(data, v) cov.wt(as.matrix(data), v)$cov

# 100 (sum of u m / sum of u - lowest) / (highest - lowest) with u = w / s, for each respondent.
indices_of <- function(model, lowest, highest) {
  deviations <- sqrt(diag(covariances_of(model$data, model$v)))
  sapply(names(model$blocks), function(name) {
    own <- model$blocks[[name]]
    u <- model$weights[own] / deviations[own]
    100 * (as.numeric(as.matrix(model$data[own]) %*% (u / sum(u))) - lowest) / (highest - lowest)
  })
}

alpha_of <- function(s) if (nrow(s) < 2) NA else nrow(s) / (nrow(s) - 1) * (1 - sum(diag(s)) / sum(s))

quality_of <- function(model) {
  s <- covariances_of(model$data, model$v)
  lapply(model$blocks, function(own) {
    if (length(own) == 1) return(list(alpha = 1, standardisedAlpha = 1, rhoA = 1, rhoC = 1, averageVarianceExtracted = 1))
    w <- model$weights[own]
    l <- model$loadings[own]
    r <- cov2cor(s[own, own])
    outside <- function(m) m - diag(diag(m))
    list(
      alpha = alpha_of(s[own, own]), standardisedAlpha = alpha_of(r),
      rhoA = sum(w^2)^2 * as.numeric(w %*% outside(r) %*% w) / as.numeric(w %*% outside(w %o% w) %*% w),
      rhoC = sum(l)^2 / (sum(l)^2 + sum(1 - l^2)), averageVarianceExtracted = mean(l^2)
    )
  })
}

# Correlations without their signs.
htmt_of <- function(model) {
  r <- abs(cov2cor(covariances_of(model$data, model$v)))
  within <- sapply(model$blocks, function(own) {
    if (length(own) == 1) 1 else mean(r[own, own][upper.tri(diag(length(own)))])
  })
  pairs <- combn(names(model$blocks), 2, simplify = FALSE)
  setNames(lapply(pairs, function(pair) {
    mean(r[model$blocks[[pair[1]]], model$blocks[[pair[2]]]]) / sqrt(within[[pair[1]]] * within[[pair[2]]])
  }), sapply(pairs, paste, collapse = "|"))
}
