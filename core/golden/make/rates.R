# Outcome rates by the definitions of AAPOR, and p values judged together.
subject("rates", character())
given(outcomes <- list(I = 812, P = 43, R = 305, NC = 178, O = 29, UH = 240, UO = 61))
given(withoutPartial <- list(I = 95, P = 0, R = 40, NC = 0, O = 12, UH = 0, UO = 17))
rates <- function(counts, e) with(counts, list(
  response = c(
    I / (I + P + R + NC + O + UH + UO), (I + P) / (I + P + R + NC + O + UH + UO),
    I / (I + P + R + NC + O + e * (UH + UO)), (I + P) / (I + P + R + NC + O + e * (UH + UO)), I / (I + P + R + NC + O), (I + P) / (I + P + R + NC + O)
  ),
  cooperation = c(I / (I + P + R + O), (I + P) / (I + P + R + O), I / (I + P + R), (I + P) / (I + P + R)),
  refusal = c(R / (I + P + R + NC + O + UH + UO), R / (I + P + R + NC + O + e * (UH + UO)), R / (I + P + R + NC + O)),
  contact = c(
    (I + P + R + O) / (I + P + R + NC + O + UH + UO), (I + P + R + O) / (I + P + R + NC + O + e * (UH + UO)),
    (I + P + R + O) / (I + P + R + NC + O)
  )
))
case("rates", rates(outcomes, .37), as_is)
case("rates of eligible all", rates(withoutPartial, 1), as_is)
case("eligible share", with(outcomes, (I + P + R + NC + O) / (I + P + R + NC + O + 514)), as_is)
given(p <- c(.0031, .2, .012, .0004, .049, .012, .7, .03, 1))
case("Holm", p.adjust(p, "holm"), as_is)
case("Benjamini and Hochberg", p.adjust(p, "BH"), as_is)
save_subject()
