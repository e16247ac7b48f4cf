# Change between waves and within respondents, tests of differences and of independence.
subject("changes", c("residents.csv", "second-wave.csv"))
given(both <- rbind(cbind(wave = 1, residents), cbind(wave = 2, second_wave)))
given(both$unit <- paste(both$street, both$committee))
given(both$waveUnit <- paste(both$wave, both$unit))
given(both$waveStreet <- paste(both$wave, both$street))
given(design <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(second <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = second_wave, nest = TRUE))
given(independent <- svydesign(ids = ~waveUnit, strata = ~waveStreet, weights = ~weight, data = both))
given(shared <- svydesign(ids = ~unit, strata = ~street, weights = ~weight, data = both))

for_each(c("independent", "shared"), function(design, name) {
  case(paste(name, "means by wave"), svyby(~ visits + spent, ~wave, .(design), svymean, covmat = TRUE))
  case(
    paste(name, "change of spent"),
    svycontrast(svyby(~spent, ~wave, .(design), svymean, covmat = TRUE), list(change = c(-1, 1))),
    df = degf(get(name))
  )
  case(
    paste(name, "change in per cent"),
    svycontrast(svyby(~spent, ~wave, .(design), svymean, covmat = TRUE), list(change = quote(100 * (`2` / `1` - 1))))
  )
  case(paste(name, "change by street"), svycontrast(
    svyby(~spent, ~ street + wave, .(design), svymean, covmat = TRUE), list(
      Harbour = c(Harbour.1 = -1, Harbour.2 = 1), Lotus = c(Lotus.1 = -1, Lotus.2 = 1),
      Orchard = c(Orchard.1 = -1, Orchard.2 = 1)
    )
  ))
})

htest <- function(found) list(
  statistic = as.numeric(found$statistic), degreesOfFreedom = as.numeric(found$parameter),
  pValue = as.numeric(found$p.value),
  difference = as.numeric(found$estimate), interval = as.numeric(found$conf.int)
)
# One degree of freedom less than the design has, as R counts here.
case("t test of waves", svyttest(spent ~ wave, independent), htest)
case("t test of shared committees", svyttest(spent ~ wave, shared), htest)
case("t test of sexes", svyttest(spent ~ sex, corrected), htest)
given(gaveBoth <- subset(design, !is.na(safe - clean)))
case("t test of two ratings", svyttest(I(safe - clean) ~ 0, gaveBoth), htest)

# Two designs apart, with Satterthwaite's degrees of freedom, by formula.
case("two waves apart", local({
  a <- svymean(~spent, design)
  b <- svymean(~spent, second)
  v <- c(vcov(a), vcov(b))
  df <- sum(v)^2 / sum(v^2 / c(degf(design), degf(second)))
  change <- as.numeric(coef(b) - coef(a))
  error <- sqrt(sum(v))
  list(
    difference = change, standardError = error, degreesOfFreedom = df,
    interval = change + c(-1, 1) * qt(.975, df) * error,
    pValue = 2 * pt(-abs(change) / error, df), detectable = (qt(.975, df) + qnorm(.8)) * error
  )
}), as_is)

chisq <- function(found) list(
  statistic = as.numeric(found$statistic), degreesOfFreedom = I(as.numeric(found$parameter)),
  pValue = as.numeric(found$p.value)
)
given(residents$often <- as.numeric(residents$visits > 2))
given(asked <- subset(update(design, often = as.numeric(visits > 2)), !is.na(complained)))
for (pair in list(c("sex", "complained"), c("age", "street"), c("often", "age"))) {
  a <- as.name(pair[1])
  b <- as.name(pair[2])
  of <- paste("of", pair[1], "and", pair[2])
  case(paste("F", of), svychisq(~ .(a) + .(b), asked, statistic = "F"), chisq)
  case(paste("Chisq", of), svychisq(~ .(a) + .(b), asked, statistic = "Chisq"), chisq)
  case(paste("Wald", of), svychisq(~ .(a) + .(b), asked, statistic = "Wald"), chisq)
  case(paste("adjusted Wald", of), svychisq(~ .(a) + .(b), asked, statistic = "adjWald"), chisq)
}
save_subject()
