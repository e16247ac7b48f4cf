# Replicate weights: jackknife, half samples and a bootstrap whose draws are kept in bootstrap.csv.
subject("replicates", c("residents.csv", "bootstrap.csv"))
given(residents$unit <- paste(residents$street, residents$committee))
given(residents$half <- residents$committee %% 2)
given(clustered <- svydesign(ids = ~unit, weights = ~weight, data = residents))
given(stratified <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE))
given(paired <- svydesign(ids = ~half, strata = ~street, weights = ~weight, data = residents, nest = TRUE))

given(jk1 <- as.svrepdesign(clustered, type = "JK1"))
given(jkn <- as.svrepdesign(stratified, type = "JKn"))
given(jknCorrected <- as.svrepdesign(corrected, type = "JKn"))
given(jk1Mse <- as.svrepdesign(clustered, type = "JK1", mse = TRUE))

# Sylvester's Hadamard matrix of order 8. Stratum h, by first appearance, takes column h + 1; +1 takes the first half.
given(sylvester <- Reduce(kronecker, rep(list(matrix(c(1, 1, 1, -1), 2)), 3)))
half_samples <- function(rho) {
  stratum <- match(residents$street, unique(residents$street))
  first <- residents$half == ave(residents$half, residents$street, FUN = function(half) half[1])
  ifelse(t(sylvester[, stratum + 1]) * ifelse(first, 1, -1) > 0, 2 - rho, rho)
}
given(brr <- svrepdesign(weights = ~weight, data = residents, repweights = half_samples(0), type = "BRR", combined.weights = FALSE))
given(fay <- svrepdesign(weights = ~weight, data = residents, repweights = half_samples(.3), type = "Fay", rho = .3, combined.weights = FALSE))
given(ownBrr <- as.svrepdesign(paired, type = "BRR"))
given(ownFay <- as.svrepdesign(paired, type = "Fay", fay.rho = .3))

# Factors of the clusters, a line each, in the order of the rows.
set.seed(40)
drawn <- weights(as.svrepdesign(stratified, type = "subbootstrap", replicates = 40), "replication")
factors <- round(drawn[!duplicated(residents$unit), ], 12)
factors <- as.matrix(save_table(setNames(as.data.frame(factors), paste0("r", 1:40)), "bootstrap"))
given(factorsOfRows <- factors[match(residents$unit, unique(residents$unit)), ])
given(bootstrap <- svrepdesign(weights = ~weight, data = residents, repweights = factorsOfRows, type = "bootstrap", combined.weights = FALSE))
given(bootstrapMse <- svrepdesign(weights = ~weight, data = residents, repweights = factorsOfRows, type = "bootstrap", combined.weights = FALSE, mse = TRUE))

for (name in c("jk1", "jk1Mse", "jkn", "jknCorrected", "brr", "fay", "bootstrap", "bootstrapMse")) local({
  design <- as.name(name)
  eval(bquote(case(.(paste(name, "means")), svymean(~area + visits + spent, .(design)))))
  eval(bquote(case(.(paste(name, "total")), svytotal(~spent, .(design)))))
  eval(bquote(case(.(paste(name, "ratio")), svyratio(~spent, ~visits, .(design)))))
  eval(bquote(case(.(paste(name, "by age")), svyby(~spent, ~age, .(design), svymean, covmat = TRUE))))
})
for (name in c("ownBrr", "ownFay")) {
  eval(bquote(case(.(paste(name, "total")), svytotal(~spent, .(as.name(name))), note = "R's own matrix: what is linear does not depend on it")))
}
given(counts <- list(data.frame(sex = c("f", "m"), Freq = c(24000, 17000)), data.frame(age = c("18-34", "35-54", "55+"), Freq = c(13000, 15500, 12500))))
given(jk1Raked <- rake(jk1, list(~sex, ~age), counts, control = list(maxit = 500, epsilon = 1e-14, verbose = FALSE)))
case("jk1Raked means", svymean(~area + visits + spent, jk1Raked), note = "every replicate is raked to the margins")
save_subject()
