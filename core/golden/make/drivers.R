# What drives satisfaction: importance by several measures, in plain R, with weights and without.
subject("drivers", "customers.csv")
given(drivers <- c("expected1", "quality1", "quality2", "value1", "value2"))
r_squared <- function(covariances, set) {
  if (length(set) == 0) return(0)
  as.numeric(covariances[1, set] %*% solve(covariances[set, set], covariances[set, 1]) / covariances[1, 1])
}
# The mean gain in R2 over all orders, order by order.
orders <- function(of) {
  if (length(of) <= 1) return(list(of))
  do.call(c, lapply(seq_along(of), function(first) lapply(orders(of[-first]), function(rest) c(of[first], rest))))
}
shapley_of <- function(covariances, count) {
  all <- orders(1 + seq_len(count))
  gains <- numeric(count)
  for (order in all) for (at in seq_along(order)) {
    gain <- r_squared(covariances, order[seq_len(at)]) - r_squared(covariances, order[seq_len(at - 1)])
    gains[order[at] - 1] <- gains[order[at] - 1] + gain
  }
  gains / length(all)
}
importance <- function(target, drivers, w = rep(1, nrow(customers))) {
  covariances <- cov.wt(as.matrix(customers[c(target, drivers)]), w / sum(w))$cov
  count <- length(drivers)
  r <- cov2cor(covariances)
  among <- r[-1, -1, drop = FALSE]
  with_target <- r[-1, 1]
  # Standardised coefficients by regression, the rest by the eigenvectors of the correlations.
  scaled <- function(x) x / sqrt(cov.wt(as.matrix(x), w / sum(w))$cov[1, 1])
  data <- as.data.frame(lapply(customers[c(target, drivers)], scaled))
  coefficients <- as.numeric(coef(lm(reformulate(drivers, target), data, weights = w))[-1])
  e <- eigen(among, symmetric = TRUE)
  root <- e$vectors %*% diag(sqrt(e$values), count) %*% t(e$vectors)
  z <- solve(root, with_target)
  everything <- 1 + seq_len(count)
  list(
    rSquared = r_squared(covariances, everything), correlations = I(as.numeric(with_target)),
    coefficients = I(coefficients), relativeWeights = I(as.numeric(root^2 %*% z^2)),
    shapley = I(shapley_of(covariances, count)), first = I(as.numeric(with_target^2)),
    last = I(sapply(everything, function(left) {
      r_squared(covariances, everything) - r_squared(covariances, setdiff(everything, left))
    })),
    squaredCoefficients = I(coefficients^2), pratt = I(coefficients * as.numeric(with_target)), car = I(as.numeric(z^2))
  )
}
case("all alike", importance("satisfied1", drivers), as_is)
case("weighted", importance("satisfied1", drivers, customers$weight), as_is)
case("two", importance("satisfied2", c("quality1", "value1")), as_is)
case("one", importance("satisfied3", "quality3", customers$weight), as_is)
case(
  "moments",
  cov.wt(as.matrix(customers[c("satisfied1", "quality1", "value1")]), customers$weight / sum(customers$weight)),
  function(found) list(means = as.numeric(found$center), covariances = as.numeric(found$cov))
)
save_subject()
