# Makes the data and the reference numbers of this folder: Rscript core/golden/make-golden.R
# The scripts of make/ come in the order in which they need each other; README.md says what each is about.
folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail", survey.adjust.domain.lonely = FALSE, warn = 1)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

for (script in c(
  "write.R", "data.R", "means.R", "domains.R", "single-clusters.R", "quantiles.R", "shares.R", "replicates.R",
  "weighting.R", "changes.R", "index-tree.R",
  "path-models.R", "drivers.R", "rates.R"
)) source(file.path(folder, "make", script))
