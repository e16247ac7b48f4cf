# A stratum with one cluster, under each rule of survey.lonely.psu.
subject("single-clusters", "residents.csv")
given(residents$unit <- paste(residents$street, residents$committee))
given(residents$block <- ifelse(residents$unit %in% c("Willow 1", "Temple 7"), residents$unit, residents$street))
given(design <- svydesign(ids = ~committee, strata = ~block, weights = ~weight, data = residents, nest = TRUE))
under <- function(rule, estimate) {
  options(survey.lonely.psu = rule)
  on.exit(options(survey.lonely.psu = "fail"))
  estimate(design)
}
case("fail", tryCatch(under("fail", function(design) svymean(~spent, design)), error = conditionMessage), function(found) {
  list(isRefused = is.character(found), stratum = sub(".*\\((.*)\\).*", "\\1", found))
}, note = "R names the first such stratum of its own order, the product that of the rows")
for (rule in c("adjust", "average", "certainty", "remove")) {
  case(paste(rule, "means"), under(.(rule), function(design) svymean(~ area + visits + spent, design)))
  case(paste(rule, "total"), under(.(rule), function(design) svytotal(~spent, design)))
  case(paste(rule, "part"), under(.(rule), function(design) svymean(~spent, subset(design, age == "55+"))))
}
save_subject()
