# Means, totals, shares, ratios and variances of everyone, with their covariances.
subject("means", "residents.csv")
given(plain <- svydesign(ids = ~1, weights = ~weight, data = residents))
given(nested <- svydesign(ids = ~street + committee, weights = ~weight, data = residents))
given(stratified <- svydesign(
  ids = ~committee, strata = ~street, weights = ~weight, data = residents, nest = TRUE
))
given(corrected <- svydesign(
  ids = ~committee, strata = ~street, fpc = ~committees, weights = ~weight, data = residents, nest = TRUE
))
given(twoStages <- svydesign(
  ids = ~ committee + seq_along(weight), strata = ~street, fpc = ~ committees + households, weights = ~weight,
  data = residents, nest = TRUE
))
# Each item on its own respondents: totals of answers and of answering, whose ratios the delta method covers.
answered <- function(design, items) {
  for (item in items) {
    design$variables[[paste0(item, "_n")]] <- as.numeric(!is.na(design$variables[[item]]))
    design$variables[[item]][is.na(design$variables[[item]])] <- 0
  }
  svytotal(reformulate(c(items, paste0(items, "_n"))), design)
}

for_each(c("plain", "nested", "stratified", "corrected", "twoStages"), function(design, name) {
  df <- degf(get(name))
  case(paste(name, "means"), svymean(~ area + visits + spent, .(design), deff = "replace"), df = df)
  case(paste(name, "total"), svytotal(~spent, .(design), deff = "replace"), df = df)
  case(paste(name, "shares"), svymean(~age, .(design), deff = "replace"), df = df)
  case(paste(name, "ratio"), svyratio(~spent, ~visits, .(design)), df = df)
  case(paste(name, "variance"), svyvar(~spent, .(design)), function(found) list(
    values = list(spent = as.numeric(found)), standardErrors = list(spent = as.numeric(SE(found)))
  ))
  case(paste(name, "means with gaps"), svycontrast(
    answered(.(design), c("clean", "safe", "parks")),
    list(clean = quote(clean / clean_n), safe = quote(safe / safe_n), parks = quote(parks / parks_n))
  ), note = "each item on its own respondents; svymean(~clean + safe + parks, na.rm = TRUE) drops whoever left out any")
})
for_each(c("stratified", "twoStages"), function(design, name) {
  case(
    paste(name, "complete rows"), svymean(~ clean + safe + parks, subset(.(design), !is.na(clean + safe + parks))),
    df = degf(subset(get(name), !is.na(clean + safe + parks)))
  )
})
case("weights", residents$weight, function(w) list(
  n = length(w), effectiveN = sum(w)^2 / sum(w^2), kishDesignEffect = length(w) * sum(w^2) / sum(w)^2
))
save_subject()
