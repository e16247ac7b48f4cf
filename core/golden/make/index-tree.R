# An index of means, with its error by influence values and, apart from that, by the delta method.
subject("index-tree", "residents.csv")
given(design <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
# services .6: clean .7, parks .3; order .4: safe .
given(shares <- c(clean = .6 * .7, parks = .6 * .3, safe = .4))

# z = sum of share w (score - mean) / sum w over the respondents of each item; the error is that of the total of z.
influence_of <- function(items, shares, among) {
  value <- 0
  z <- 0
  for (item in items) {
    score <- 100 * (residents[[item]] - 1) / 9
    w <- residents$weight * (among & !is.na(score))
    score[is.na(score)] <- 0
    mean <- sum(w * score) / sum(w)
    value <- value + shares[[item]] * mean
    z <- z + shares[[item]] * w * (score - mean) / sum(w)
  }
  list(value = value, z = z)
}
index_by_influence <- function(items, shares, design, among = TRUE) {
  found <- influence_of(items, shares, rep(among, length.out = nrow(residents)))
  total <- svytotal(~z, update(design, z = found$z / residents$weight))
  recursive <- svyrecvar(found$z, design$cluster, design$strata, design$fpc)
  stopifnot(all.equal(as.numeric(vcov(total)), as.numeric(recursive), tolerance = 1e-10))
  list(value = found$value, standardError = as.numeric(SE(total)))
}
index_by_delta <- function(design) {
  for (item in c("clean", "safe", "parks")) {
    design$variables[[paste0(item, "_n")]] <- as.numeric(!is.na(design$variables[[item]]))
    design$variables[[item]] <- ifelse(is.na(design$variables[[item]]), 0, 100 * (design$variables[[item]] - 1) / 9)
  }
  svycontrast(
    svytotal(~ clean + clean_n + safe + safe_n + parks + parks_n, design),
    list(index = quote(.42 * clean / clean_n + .18 * parks / parks_n + .4 * safe / safe_n))
  )
}
one <- function(found) list(value = as.numeric(coef(found)), standardError = as.numeric(SE(found)))

case("item clean", index_by_influence("clean", c(clean = 1), design), as_is)
case("dimension services", index_by_influence(c("clean", "parks"), c(clean = .7, parks = .3), design), as_is)
case("index", index_by_influence(names(shares), shares, design), as_is)
case("index corrected", index_by_influence(names(shares), shares, corrected), as_is)
case("index of Harbour", index_by_influence(names(shares), shares, design, residents$street == "Harbour"), as_is)
given(older <- residents$sex == "f" & residents$age == "55+")
case("index of women of 55 and more", index_by_influence(names(shares), shares, corrected, older), as_is)
case("index by the delta method", index_by_delta(design), one)
case("index corrected by the delta method", index_by_delta(corrected), one)
case("women against men", local({
  women <- influence_of(names(shares), shares, residents$sex == "f")
  men <- influence_of(names(shares), shares, residents$sex == "m")
  total <- svytotal(~z, update(design, z = (women$z - men$z) / weight))
  list(value = women$value - men$value, standardError = as.numeric(SE(total)))
}), as_is)
given(raked <- calibrate(
  design, ~ sex + age, c(`(Intercept)` = 41000, sexm = 17000, `age35-54` = 15500, `age55+` = 12500),
  calfun = "raking", epsilon = 1e-13, maxit = 200
))
case("index of raked answers", index_by_delta(raked), one, note = "the residuals of calibrate() go through the contrast")
case("convention topBox", svymean(~ I(100 * (clean >= 9)), design, na.rm = TRUE), one)
case("convention netPromoter", svymean(~ I(100 * (clean >= 9) - 100 * (clean <= 6)), design, na.rm = TRUE), one)
case("convention timesTen", svymean(~ I(10 * clean), design, na.rm = TRUE), one)
given(bands <- function(x) ifelse(x >= 9, 100, ifelse(x >= 7, 80, ifelse(x >= 5, 60, 0))))
case("convention banded", svymean(~ bands(clean), design, na.rm = TRUE), one)
save_subject()
