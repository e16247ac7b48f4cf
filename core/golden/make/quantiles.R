# Quantiles with Woodruff's interval.
subject("quantiles", "residents.csv")
given(stratified <- svydesign(ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE))
given(corrected <- svydesign(ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE))
quantiles <- function(found) lapply(unclass(found)[seq_along(found)], function(table) lapply(
  setNames(seq_len(nrow(table)), rownames(table)), function(at) list(
  value = table[[at, 1]], interval = unname(table[at, 2:3]), standardError = table[[at, "se"]]
)))
for (name in c("stratified", "corrected")) local({
  design <- as.name(name)
  eval(bquote(case(.(paste(name, "lower")), svyquantile(~spent + area, .(design), c(.05, .25, .5, .75, .9), qrule = "math", interval.type = "mean"), quantiles)))
  eval(bquote(case(.(paste(name, "interpolated")), svyquantile(~spent + area, .(design), c(.05, .25, .5, .75, .9), qrule = "hf7", interval.type = "mean"), quantiles)))
})
case("with gaps", svyquantile(~clean + parks, stratified, c(.25, .5, .75), qrule = "math", interval.type = "mean", na.rm = TRUE), quantiles)
case("part", svyquantile(~spent, subset(stratified, sex == "m"), c(.25, .5, .75), qrule = "math", interval.type = "mean"), quantiles)
save_subject()
