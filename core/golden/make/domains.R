# Parts of the population: the rest of the sample stays in the design.
subject("domains", "residents.csv")
given(stratified <- svydesign(
  ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE
))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
# svyby calls all ratios alike.
ratios <- function(found) figures(structure(setNames(coef(found), found$sex), var = vcov(found), class = "svystat"))

for_each(c("stratified", "corrected"), function(design, name) {
  case(paste(name, "means by street"), svyby(~spent, ~street, .(design), svymean, covmat = TRUE))
  case(paste(name, "means by sex and age"), svyby(~area, ~ sex + age, .(design), svymean, covmat = TRUE))
  case(paste(name, "totals by age"), svyby(~visits, ~age, .(design), svytotal, covmat = TRUE))
  case(
    paste(name, "ratios by sex"),
    svyby(~spent, ~sex, .(design), svyratio, denominator = ~visits, covmat = TRUE), ratios
  )
  for (part in list(
    quote(sex == "f" & age == "55+"), quote(street %in% c("Lotus", "Harbour") & area > 80), quote(visits > 3)
  )) {
    answered <- eval(bquote(subset(.(design), .(part) & !is.na(clean))))
    case(
      paste(name, "part", text_of(part)),
      svymean(~clean, subset(.(design), .(part) & !is.na(clean)), deff = "replace"), df = degf(answered)
    )
  }
})
case("women of 55 and more against the rest", svycontrast(
  svyby(~spent, ~ I(sex == "f" & age == "55+"), stratified, svymean, covmat = TRUE), list(difference = c(-1, 1))
))
save_subject()
