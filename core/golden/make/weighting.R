# Calibrated weights and the error they leave.
subject("weighting", "residents.csv")
given(design <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(residents$same <- 100)
given(equal <- svydesign(ids = ~committee, strata = ~street, weights = ~same, data = residents, nest = TRUE))

given(bySex <- data.frame(sex = c("f", "m"), Freq = c(24000, 17000)))
given(byAge <- data.frame(age = c("18-34", "35-54", "55+"), Freq = c(13000, 15500, 12500)))
given(both <- expand.grid(sex = c("f", "m"), age = c("18-34", "35-54", "55+")))
given(both$Freq <- c(7500, 5500, 9000, 6500, 7500, 5000))
given(totals <- c(`(Intercept)` = 41000, sexm = 17000, `age35-54` = 15500, `age55+` = 12500))
given(withArea <- c(totals, area = 3350000))
given(tight <- list(maxit = 500, epsilon = 1e-14, verbose = FALSE))

given(postStratified <- postStratify(design, ~ sex + age, both))
given(raked <- calibrate(design, ~ sex + age, totals, calfun = "raking", epsilon = 1e-13, maxit = 200))
given(rakedCorrected <- calibrate(corrected, ~ sex + age, totals, calfun = "raking", epsilon = 1e-13, maxit = 200))
given(rakedEqual <- calibrate(equal, ~ sex + age, totals, calfun = "raking", epsilon = 1e-13, maxit = 200))
given(rakedBySweeps <- rake(design, list(~sex, ~age), list(bySex, byAge), control = tight))
given(rakedEqualBySweeps <- rake(equal, list(~sex, ~age), list(bySex, byAge), control = tight))
given(linear <- calibrate(design, ~ sex + age + area, withArea, epsilon = 1e-13))
given(bounded <- calibrate(
  design, ~ sex + age + area, withArea, bounds = c(.85, 1.25), epsilon = 1e-13, maxit = 200
))
given(logit <- calibrate(
  design, ~ sex + age + area, withArea, calfun = "logit", bounds = c(.8, 1.4), epsilon = 1e-13, maxit = 200
))
given(rakedBounded <- calibrate(
  design, ~ sex + age + area, withArea, calfun = "raking", bounds = c(.85, 1.25), epsilon = 1e-13, maxit = 200
))
given(rakedWithArea <- calibrate(
  design, ~ sex + age + area, withArea, calfun = "raking", epsilon = 1e-13, maxit = 200
))

# Weights over base weights are alike in each cell of the margins.
cell <- interaction(residents$sex, residents$age)
for_each(c("postStratified", "raked", "rakedEqual", "rakedEqualBySweeps", "rakedBySweeps"), function(found, name) {
  base <- if (grepl("Equal", name)) residents$same else residents$weight
  case(paste(name, "factors"), weights(.(found)), function(w) as.list(tapply(w / base, cell, mean)))
})
every_tenth <- function(w) as.numeric(w)[seq(1, length(w), 10)]
for_each(c("linear", "bounded", "logit", "rakedBounded", "rakedWithArea"), function(found, name) {
  case(paste(name, "weights"), weights(.(found)), every_tenth, note = "of every tenth row")
})
for_each(c(
  "postStratified", "raked", "rakedCorrected", "rakedEqual", "linear", "bounded", "logit", "rakedBounded",
  "rakedWithArea"
), function(found, name) {
  note <- if (grepl("raked", name)) paste(
    "rake() has the same weights, but its residuals take unweighted means of the margins:",
    "wrong errors unless base weights are equal"
  )
  case(paste(name, "means"), svymean(~ visits + spent, .(found)), note = note)
  case(paste(name, "total"), svytotal(~spent, .(found)))
  case(paste(name, "ratio"), svyratio(~spent, ~visits, .(found)))
  case(paste(name, "by street"), svyby(~spent, ~street, .(found), svymean), covariances = FALSE)
})
case(
  "rakedEqualBySweeps means", svymean(~ visits + spent, rakedEqualBySweeps),
  note = "rake() is right here, since base weights are equal"
)
case("raked visits by street", svyby(~visits, ~street, raked, svymean), covariances = FALSE)
case("raked with gaps", svymean(~clean, raked, na.rm = TRUE), note = "those without an answer have residuals too")
case("counts of sexes", svytotal(~sex, raked), function(found) as.list(coef(found)), note = "with an error of 0")
case("diagnostics", as.numeric(weights(raked)), function(w) list(
  n = length(w), minimum = min(w), maximum = max(w), mean = mean(w),
  kishDesignEffect = length(w) * sum(w^2) / sum(w)^2
))

some <- function(found) list(weights = every_tenth(weights(found)), sum = sum(weights(found)))
case(
  "trimmed", trimWeights(raked, lower = 40, upper = 200), some,
  note = "what is cut is spread as one constant; of every tenth row"
)
case("trimmed strictly", trimWeights(raked, upper = 180, strict = TRUE), some)
rake_from <- function(w) calibrate(
  svydesign(ids = ~1, weights = w, data = residents), ~ sex + age, totals,
  calfun = "raking", epsilon = 1e-13, maxit = 200
)
case("trimmed and raked in turn", local({
  found <- rake_from(residents$weight)
  while (max(weights(found)) > 190 * (1 + 1e-6)) found <- rake_from(weights(trimWeights(found, upper = 190)))
  found
}), some)
save_subject()
