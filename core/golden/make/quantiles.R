# Quantiles with Woodruff's interval.
subject("quantiles", "residents.csv")
given(stratified <- svydesign(
  ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE
))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(shares <- c(.05, .25, .5, .75, .9))
given(quartiles <- c(.25, .5, .75))
quantiles <- function(found) lapply(unclass(found)[seq_along(found)], function(table) {
  lapply(setNames(seq_len(nrow(table)), rownames(table)), function(at) list(
    value = table[[at, 1]], interval = unname(table[at, 2:3]), standardError = table[[at, "se"]]
  ))
})
for_each(c("stratified", "corrected"), function(design, name) {
  for (rule in c("math", "hf7")) case(
    paste(name, c(math = 1, hf7 = 7)[rule]),
    svyquantile(~ spent + area, .(design), shares, qrule = .(rule), interval.type = "mean"), quantiles
  )
})
case("with gaps", svyquantile(
  ~ clean + parks, stratified, quartiles, qrule = "math", interval.type = "mean", na.rm = TRUE
), quantiles)
case("part", svyquantile(
  ~spent, subset(stratified, sex == "m"), quartiles, qrule = "math", interval.type = "mean"
), quantiles)
save_subject()
