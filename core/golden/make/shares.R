# Intervals of shares. Rows without an answer are no part of the sample: R's degrees of freedom and n count clusters
# and rows of the design it is given.
subject("shares", "residents.csv")
given(stratified <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE))
share <- function(found) list(value = as.numeric(found)[1], standardError = as.numeric(SE(found)), interval = as.numeric(attr(found, "ci")))
for (method in c("mean", "logit", "xlogit", "asin", "beta", "likelihood")) {
  eval(bquote(case(.(paste(method, "complained")), svyciprop(~complained, subset(stratified, !is.na(complained)), method = .(method)), share)))
  eval(bquote(case(.(paste(method, "often")), svyciprop(~ I(visits > 5), corrected, method = .(method)), share)))
  if (method != "beta") eval(bquote(case(.(paste(method, "women at 90 %")), svyciprop(~ I(area > 70), subset(stratified, sex == "f"), method = .(method), level = .9), share)))
}

# Here the standard error is smaller than that of as many drawn singly, by luck.
case("beta women at 90 %", local({
  women <- subset(stratified, sex == "f")
  found <- svymean(~ as.numeric(area > 70), women)
  n <- nrow(women)
  size <- min(n, coef(found) * (1 - coef(found)) / vcov(found) * (qt(.95, n - 1) / qt(.95, degf(women)))^2)
  bounds <- c(qbeta(.05, size * coef(found), size * (1 - coef(found)) + 1), qbeta(.95, size * coef(found) + 1, size * (1 - coef(found))))
  list(value = as.numeric(coef(found)), standardError = as.numeric(SE(found)), interval = bounds)
}), as_is, note = "effective n at most n, as the product has it; svyciprop(method = 'beta') lets it grow beyond")

# What svyciprop reads off a spline, and what survey 4.1 does not have, by their formulas from what svymean gives.
sample_of <- function(mean, rows, df, level) list(
  p = as.numeric(coef(mean)), se = as.numeric(SE(mean)), n = rows, t = qt((1 + level) / 2, df), z = qnorm((1 + level) / 2),
  factor = (qt((1 + level) / 2, rows - 1) / qt((1 + level) / 2, df))^2
)
profile_interval <- function(s) {
  size <- s$p * (1 - s$p) / s$se^2 * (s$n - 1) / s$n
  excess <- function(x) 2 * size * (s$p * log(s$p / x) + (1 - s$p) * log((1 - s$p) / (1 - x))) - s$t^2
  root <- function(range) uniroot(excess, range, tol = 1e-15)$root
  list(value = s$p, standardError = s$se, interval = c(root(c(1e-9, s$p)), root(c(s$p, 1 - 1e-9))))
}
wilson_interval <- function(s) {
  size <- s$p * (1 - s$p) / s$se^2 * s$factor
  bounds <- (s$p + s$z^2 / (2 * size) + c(-1, 1) * s$z * sqrt(s$p * (1 - s$p) / size + s$z^2 / (4 * size^2))) / (1 + s$z^2 / size)
  list(value = s$p, standardError = s$se, interval = bounds)
}
given(complained <- sample_of(svymean(~complained, stratified, na.rm = TRUE), sum(!is.na(residents$complained)), degf(subset(stratified, !is.na(complained))), .95))
given(often <- sample_of(svymean(~ as.numeric(visits > 5), corrected), nrow(residents), degf(corrected), .95))
for (name in c("complained", "often")) {
  eval(bquote(case(.(paste("profile", name)), profile_interval(.(as.name(name))), as_is, note = "the roots between which svyciprop(method = 'likelihood') interpolates")))
  eval(bquote(case(.(paste("wilson", name)), wilson_interval(.(as.name(name))), as_is, note = "not in survey 4.1")))
}
# Everyone: there is no error to see, so n over Kish's design effect stands for the effective n.
given(everyone <- subset(stratified, street == "Willow" & sex == "m"))
case("everyone", local({
  w <- weights(everyone)
  df <- degf(everyone)
  size <- sum(w)^2 / sum(w^2) * (qt(.975, length(w) - 1) / qt(.975, df))^2
  c(qbeta(.025, size, 1), 1)
}), function(interval) list(value = 1, interval = interval), note = "Korn and Graubard at a share of 1")
save_subject()
