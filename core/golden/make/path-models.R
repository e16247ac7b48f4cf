# Path models of satisfaction by the plain R of pls.R, and the reliability of their items.
source(file.path(folder, "make", "pls.R"))
subject("path-models", "customers.csv")
given(blocks <- list(
  Expectation = paste0("expected", 1:3), Quality = paste0("quality", 1:4), Value = paste0("value", 1:2),
  Satisfaction = paste0("satisfied", 1:3), Loyalty = c("again", "recommend")
))
given(arrows <- rbind(
  c("Expectation", "Quality"), c("Expectation", "Value"), c("Expectation", "Satisfaction"), c("Quality", "Value"),
  c("Quality", "Satisfaction"), c("Value", "Satisfaction"), c("Satisfaction", "Loyalty")
))
given(turned <- transform(customers, quality4 = 11 - quality4))

given(path <- pls(customers, blocks, arrows))
given(factorial <- pls(customers, blocks, arrows, scheme = "factorial"))
given(centroid <- pls(customers, blocks, arrows, scheme = "centroid"))
given(formative <- pls(customers, blocks, arrows, modes = c("A", "B", "B", "A", "A")))
given(mixed <- pls(customers, blocks, arrows, modes = c("unit", "B", "A", "A", "unit"), scheme = "factorial"))
given(weighted <- pls(customers, blocks, arrows, weights = customers$weight))
given(reversed <- pls(turned, blocks, arrows))

on_arrows <- function(matrix) setNames(as.list(matrix[arrows]), paste(arrows[, 1], arrows[, 2], sep = "->"))
structure_of <- function(model) list(
  weights = as.list(model$weights), loadings = as.list(model$loadings), paths = on_arrows(model$paths),
  totalEffects = on_arrows(model$totalEffects), rSquared = as.list(model$rSquared),
  adjustedRSquared = as.list(model$adjustedRSquared)
)
indices <- function(model) {
  found <- indices_of(model, 1, 10)
  deviations <- sqrt(diag(covariances_of(model$data, model$v)))
  lapply(setNames(nm = colnames(found)), function(name) {
    own <- model$blocks[[name]]
    u <- model$weights[own] / deviations[own]
    value <- sum(model$v * found[, name])
    from_mean <- found[, name] - value
    deviation <- sqrt(inner_product(from_mean, from_mean, model$v))
    list(value = value, deviation = deviation, itemWeights = as.numeric(u / sum(u)))
  })
}
for_each(c("path", "factorial", "centroid", "formative", "mixed", "weighted", "reversed"), function(model, name) {
  case(name, .(model), structure_of)
})
for_each(c("path", "weighted"), function(model, name) {
  case(paste(name, "indices"), .(model), indices, note = "u = weight / standard deviation, sums to 1")
  case(paste(name, "quality"), .(model), quality_of)
})
case("path scores", path, function(model) list(
  scores = model$scores[seq(1, 220, 20), ], indices = unname(indices_of(model, 1, 10)[seq(1, 220, 20), ])
), note = "of every twentieth row")
case("path correlations", path, function(model) list(
  crossLoadings = unname(model$crossLoadings), scoreCorrelations = unname(model$correlations)
))
case("path htmt", path, htmt_of)
case("reversed htmt", reversed, htmt_of, note = "correlations enter without their sign")
case("path importance", path, function(model) {
  found <- indices_of(model, 1, 10)
  effects <- model$totalEffects[, "Satisfaction"] * sd(found[, "Satisfaction"]) / apply(found, 2, sd)
  others <- setdiff(colnames(found), "Satisfaction")
  lapply(setNames(nm = others), function(name) list(performance = mean(found[, name]), importance = effects[[name]]))
}, note = "points of the index of satisfaction for a point of the construct's")
case("path indices of groups", path, function(model) {
  found <- indices_of(model, 1, 10)
  lapply(as.list(as.data.frame(found)), function(index) as.numeric(tapply(index, rep(1:4, each = 55), mean)))
}, note = "groups of 55 rows, with the weights of all")
reliability <- function(own) {
  s <- cov(customers[own])
  list(
    alpha = alpha_of(s), standardisedAlpha = alpha_of(cov2cor(s)), meanCorrelation = mean(cov2cor(s)[upper.tri(s)]),
    alphaWithout = sapply(seq_along(own), function(left) alpha_of(s[-left, -left, drop = FALSE])),
    correlationWithRest = sapply(seq_along(own), function(at) cor(customers[[own[at]]], rowSums(customers[own[-at]])))
  )
}
for (name in c("Quality", "Value")) case(paste("reliability of", name), reliability(blocks[[.(name)]]), as_is)
save_subject()
