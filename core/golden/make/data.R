# A district of our own making: residents drawn by committees within streets, twice, and the customers of a service.
set.seed(20240917)

streets <- data.frame(
  street = c("Lotus", "Willow", "Harbour", "Station", "Orchard", "Temple"),
  drawn = c(6, 4, 8, 5, 4, 7), committees = c(14, 9, 22, 12, 10, 17), level = c(.3, -.6, 0, -.9, .7, .2)
)
frame <- do.call(rbind, lapply(seq_len(nrow(streets)), function(h) data.frame(
  streets[rep(h, streets$drawn[h]), ], committee = seq_len(streets$drawn[h]),
  households = round(runif(streets$drawn[h], 120, 700)), effect = rnorm(streets$drawn[h], 0, .5)
)))

# Answers 1-10 about a latent level, none at all from the share `missing`.
rating <- function(level, missing) {
  answers <- pmin(10, pmax(1, round(6.8 + 1.9 * level + rnorm(length(level), 0, 1.3))))
  answers[runif(length(level)) < missing] <- NA
  answers
}

draw_residents <- function(fewest, most, shift) {
  do.call(rbind, lapply(seq_len(nrow(frame)), function(at) {
    unit <- frame[at, ]
    n <- round(runif(1, fewest, most))
    sex <- ifelse(runif(n) < .56, "f", "m")
    age <- sample(c("18-34", "35-54", "55+"), n, TRUE, c(.25, .35, .4))
    mood <- unit$level + unit$effect + shift + .25 * (age == "55+") + rnorm(n, 0, .7)
    response <- ifelse(age == "18-34", 1.5, ifelse(age == "55+", .8, 1)) * runif(n, .7, 1.4)
    visits <- rpois(n, exp(.6 + .3 * (sex == "f") - .1 * mood))
    data.frame(
      street = unit$street, committee = unit$committee, committees = unit$committees, households = unit$households,
      weight = round(unit$committees / unit$drawn * unit$households / n * response, 2), sex = sex, age = age,
      area = round(exp(rnorm(n, 4.3, .35))), clean = rating(mood, .06), safe = rating(.6 * mood + .3, .1),
      parks = rating(.8 * mood - .2, .2), complained = ifelse(runif(n) < .05, NA, as.numeric(runif(n) < plogis(-1 - .7 * mood))),
      visits = visits, spent = ifelse(visits == 0, 0, round(visits * exp(rnorm(n, 2.5, .5)), 1))
    )
  }))
}

residents <- save_table(draw_residents(6, 15, 0), "residents")
second_wave <- save_table(draw_residents(4, 9, .25), "second-wave")

# Items of a path model of satisfaction, complete, with weights.
customers <- save_table(local({
  n <- 220
  expectation <- rnorm(n)
  quality <- .6 * expectation + rnorm(n, 0, .8)
  value <- .2 * expectation + .5 * quality + rnorm(n, 0, .8)
  satisfaction <- .1 * expectation + .5 * quality + .35 * value + rnorm(n, 0, .6)
  loyalty <- .7 * satisfaction + rnorm(n, 0, .7)
  item <- function(of, noise) pmin(10, pmax(1, round(6.9 + 1.6 * of + rnorm(n, 0, noise))))
  data.frame(
    expected1 = item(expectation, 1), expected2 = item(expectation, 1.4), expected3 = item(expectation, 1.8),
    quality1 = item(quality, .9), quality2 = item(quality, 1.2), quality3 = item(quality, 1.5), quality4 = item(quality, 2),
    value1 = item(value, 1), value2 = item(value, 1.3),
    satisfied1 = item(satisfaction, .8), satisfied2 = item(satisfaction, 1.1), satisfied3 = item(satisfaction, 1.4),
    again = item(loyalty, 1), recommend = item(loyalty, 1.3), weight = round(runif(n, .4, 2.6), 2)
  )
}), "customers")
tables <- list(residents = residents, second_wave = second_wave, customers = customers)
