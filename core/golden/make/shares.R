# Intervals of shares. Rows without an answer are no part of the sample: R's degrees of freedom and n count clusters
# and rows of the design it is given.
subject("shares", "residents.csv")
given(stratified <- svydesign(
  ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE
))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(asked <- subset(stratified, !is.na(complained)))
given(women <- subset(stratified, sex == "f"))
share <- function(found) list(
  value = as.numeric(found)[1], standardError = as.numeric(SE(found)), interval = as.numeric(attr(found, "ci"))
)
for (method in c("mean", "logit", "xlogit", "asin", "beta", "likelihood")) {
  case(paste(method, "complained"), svyciprop(~complained, asked, method = .(method)), share)
  case(paste(method, "often"), svyciprop(~ I(visits > 5), corrected, method = .(method)), share)
  if (method == "beta") next
  case(paste(method, "women at 90 %"), svyciprop(~ I(area > 70), women, method = .(method), level = .9), share)
}

# What svyciprop does otherwise or not at all, by formula from what svymean gives.
sample_of <- function(mean, design, level = .95) {
  df <- degf(design)
  q <- (1 + level) / 2
  list(
    p = as.numeric(coef(mean)), se = as.numeric(SE(mean)), n = nrow(design), q = q, t = qt(q, df), z = qnorm(q),
    factor = (qt(q, nrow(design) - 1) / qt(q, df))^2
  )
}
korn_graubard <- function(s) {
  size <- min(s$n, s$p * (1 - s$p) / s$se^2 * s$factor)
  interval <- c(qbeta(1 - s$q, size * s$p, size * (1 - s$p) + 1), qbeta(s$q, size * s$p + 1, size * (1 - s$p)))
  list(value = s$p, standardError = s$se, interval = interval)
}
profile <- function(s) {
  size <- s$p * (1 - s$p) / s$se^2 * (s$n - 1) / s$n
  excess <- function(x) 2 * size * (s$p * log(s$p / x) + (1 - s$p) * log((1 - s$p) / (1 - x))) - s$t^2
  root <- function(range) uniroot(excess, range, tol = 1e-15)$root
  list(value = s$p, standardError = s$se, interval = c(root(c(1e-9, s$p)), root(c(s$p, 1 - 1e-9))))
}
wilson <- function(s) {
  size <- s$p * (1 - s$p) / s$se^2 * s$factor
  reach <- s$z * sqrt(s$p * (1 - s$p) / size + s$z^2 / (4 * size^2))
  interval <- (s$p + s$z^2 / (2 * size) + c(-1, 1) * reach) / (1 + s$z^2 / size)
  list(value = s$p, standardError = s$se, interval = interval)
}
case(
  "beta women at 90 %", korn_graubard(sample_of(svymean(~ as.numeric(area > 70), women), women, .9)), as_is,
  note = "effective n at most n, as the product has it; svyciprop(method = 'beta') lets it grow beyond"
)
given(complained <- sample_of(svymean(~complained, asked), asked))
given(often <- sample_of(svymean(~ as.numeric(visits > 5), corrected), corrected))
for_each(c("complained", "often"), function(sample, name) {
  case(
    paste("profile", name), profile(.(sample)), as_is,
    note = "the roots between which svyciprop(method = 'likelihood') interpolates"
  )
  case(paste("wilson", name), wilson(.(sample)), as_is, note = "not in survey 4.1")
})
# Everyone: there is no error to see, so n over Kish's design effect stands for the effective n.
given(everyone <- subset(stratified, street == "Willow" & sex == "m"))
case("everyone", local({
  w <- weights(everyone)
  size <- sum(w)^2 / sum(w^2) * (qt(.975, length(w) - 1) / qt(.975, degf(everyone)))^2
  c(qbeta(.025, size, 1), 1)
}), function(interval) list(value = 1, interval = interval), note = "Korn and Graubard at a share of 1")
save_subject()
