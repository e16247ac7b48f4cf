# The whole job in R's survey package: design, raking on four margins, 20 item means over all and by 50 areas.
# Usage: Rscript estimation.R <data.csv>; prints JSON: seconds, means and standard errors.
# Raked by calibrate(calfun = "raking"), whose errors are right with unequal base weights; rake() gives the same weights.
suppressPackageStartupMessages(library(survey))
options(digits = 17)
file <- commandArgs(TRUE)[1]
d <- read.csv(file)
for (v in c("area", "age", "sex", "edu")) d[[v]] <- factor(d[[v]])
items <- paste0("q", 1:20)
began <- proc.time()[[3]]
design <- svydesign(id = ~psu, strata = ~area, weights = ~w, data = d, nest = TRUE)
margins <- c("area", "age", "sex", "edu")
total <- function(v) { t <- table(d[[v]]); k <- t * (1 + seq_along(t) / 50); k / sum(k) * 1e6 }
population <- c("(Intercept)" = 1e6)
for (v in margins) { t <- total(v); names(t) <- paste0(v, names(t)); population <- c(population, t[-1]) }
raked <- calibrate(design, ~area + age + sex + edu, population, calfun = "raking", epsilon = 1e-11, maxit = 200)
# Item by item, as it must be where not everybody answers each: a formula with several items drops the row.
all <- lapply(items, function(q) svymean(reformulate(q), raked))
by <- lapply(items, function(q) svyby(reformulate(q), ~area, raked, svymean))
seconds <- proc.time()[[3]] - began
together <- system.time({ svymean(reformulate(items), raked); svyby(reformulate(items), ~area, raked, svymean) })[[3]]
number <- function(x) paste0("[", paste(formatC(as.numeric(x), digits = 17, format = "g"), collapse = ","), "]")
areas <- order(as.integer(as.character(by[[1]]$area)))
cat(sprintf('{"seconds":%.3f,"together":%.3f,"means":%s,"errors":%s,"areaMeans":%s,"areaErrors":%s}\n', seconds, together,
  number(sapply(all, coef)), number(sapply(all, SE)),
  number(sapply(by, function(b) coef(b)[areas])), number(sapply(by, function(b) SE(b)[areas]))))
