# Replicate weights: jackknife, half samples and a bootstrap whose draws are kept in bootstrap.csv.
subject("replicates", c("residents.csv", "bootstrap.csv"))
given(residents$unit <- paste(residents$street, residents$committee))
given(residents$half <- residents$committee %% 2)
given(clustered <- svydesign(ids = ~unit, weights = ~weight, data = residents))
given(stratified <- svydesign(
  ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE
))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(paired <- svydesign(ids = ~half, strata = ~street, weights = ~weight, data = residents, nest = TRUE))

given(jk1 <- as.svrepdesign(clustered, type = "JK1"))
given(jk1Mse <- as.svrepdesign(clustered, type = "JK1", mse = TRUE))
given(jkn <- as.svrepdesign(stratified, type = "JKn"))
given(jknCorrected <- as.svrepdesign(corrected, type = "JKn"))

replicated <- function(factors, type, ...) svrepdesign(
  weights = ~weight, data = residents, repweights = factors, type = type, combined.weights = FALSE, ...
)
# Sylvester's Hadamard matrix of order 8. Stratum h, by first appearance, takes column h + 1; +1 takes the first half.
given(sylvester <- Reduce(kronecker, rep(list(matrix(c(1, 1, 1, -1), 2)), 3)))
half_samples <- function(rho) {
  stratum <- match(residents$street, unique(residents$street))
  is_first <- residents$half == ave(residents$half, residents$street, FUN = function(half) half[1])
  ifelse(t(sylvester[, stratum + 1]) * ifelse(is_first, 1, -1) > 0, 2 - rho, rho)
}
given(brr <- replicated(half_samples(0), "BRR"))
given(fay <- replicated(half_samples(.3), "Fay", rho = .3))
given(ownBrr <- as.svrepdesign(paired, type = "BRR"))
given(ownFay <- as.svrepdesign(paired, type = "Fay", fay.rho = .3))

# Factors of the clusters, a line each, in the order of the rows.
set.seed(40)
drawn <- weights(as.svrepdesign(stratified, type = "subbootstrap", replicates = 40), "replication")
factors <- as.data.frame(round(drawn[!duplicated(residents$unit), ], 12))
factors <- as.matrix(save_table(setNames(factors, paste0("r", 1:40)), "bootstrap"))
given(factorsOfRows <- factors[match(residents$unit, unique(residents$unit)), ])
given(bootstrap <- replicated(factorsOfRows, "bootstrap"))
given(bootstrapMse <- replicated(factorsOfRows, "bootstrap", mse = TRUE))

for_each(c("jk1", "jkn", "jknCorrected", "brr", "fay", "bootstrap"), function(design, name) {
  case(paste(name, "means"), svymean(~ area + visits + spent, .(design)))
  case(paste(name, "total"), svytotal(~spent, .(design)))
  case(paste(name, "ratio"), svyratio(~spent, ~visits, .(design)))
  case(paste(name, "by age"), svyby(~spent, ~age, .(design), svymean, covmat = TRUE))
})
for_each(c("jk1Mse", "bootstrapMse"), function(design, name) {
  case(paste(name, "means"), svymean(~ area + visits + spent, .(design)), note = "from the figure of the whole sample")
})
for_each(c("ownBrr", "ownFay"), function(design, name) {
  case(paste(name, "total"), svytotal(~spent, .(design)), note = "by R's own matrix: what is linear does not depend on it")
})
given(counts <- list(
  data.frame(sex = c("f", "m"), Freq = c(24000, 17000)),
  data.frame(age = c("18-34", "35-54", "55+"), Freq = c(13000, 15500, 12500))
))
given(jk1Raked <- rake(
  jk1, list(~sex, ~age), counts, control = list(maxit = 500, epsilon = 1e-14, verbose = FALSE)
))
case("jk1Raked means", svymean(~ area + visits + spent, jk1Raked), note = "every replicate is raked to the margins")
save_subject()
