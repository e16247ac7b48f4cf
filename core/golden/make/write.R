# Cases with the R that made them, and how they are written: JSON with 17 significant digits.

write_number <- function(x) {
  if (is.na(x)) return("null")
  if (is.infinite(x)) stop("no infinite numbers in JSON")
  if (x == round(x) && abs(x) < 1e15) sprintf("%.0f", x) else sprintf("%.17g", x)
}

write_json <- function(x) {
  if (is.null(x)) return("null")
  if (is.matrix(x)) return(write_json(lapply(seq_len(nrow(x)), function(row) I(unname(x[row, ])))))
  # One value is no list, unless I() says so.
  if (is.atomic(x) && length(x) == 1 && is.null(names(x)) && !inherits(x, "AsIs")) {
    if (is.character(x)) return(encodeString(x, quote = "\""))
    return(if (is.logical(x) && !is.na(x)) tolower(as.character(x)) else write_number(x))
  }
  parts <- vapply(as.list(unclass(x)), write_json, "")
  if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ", "), "]"))
  paste0("{ ", paste0(encodeString(names(x), quote = "\""), ": ", parts, collapse = ", "), " }")
}

text_of <- function(expression) paste(gsub(" +", " ", deparse(expression, width.cutoff = 500)), collapse = "\n")

# What svymean and its kin give. With degrees of freedom: t intervals too.
figures <- function(found, df = NULL, covariances = TRUE) {
  labels <- names(coef(found))
  named <- function(values) as.list(setNames(as.numeric(values), labels))
  error <- as.numeric(unlist(SE(found)))
  result <- list(values = named(coef(found)), standardErrors = named(error))
  if (covariances && length(labels) > 1) {
    result$covariances <- unname(as.matrix(vcov(found)))
    stopifnot(all.equal(error^2, diag(result$covariances)))
  }
  if (!is.null(df)) {
    reach <- qt(.975, df) * error
    result$degreesOfFreedom <- df
    result$intervals <- setNames(Map(function(value, by) value + c(-1, 1) * by, as.numeric(coef(found)), reach), labels)
  }
  effect <- attr(found, "deff")
  if (!is.null(effect)) result$designEffects <- named(if (is.matrix(effect)) diag(effect) else effect)
  result
}

# A subject begins with the data as they are in the files.
subject <- function(name, data) {
  list2env(tables, globalenv())
  made_with <- paste0(R.version.string, "; survey ", packageVersion("survey"))
  current <<- list(name = name, madeWith = made_with, data = I(data), given = list(), cases = list())
}

# Evaluates, and keeps the text as what the cases rest on.
given <- function(expression) {
  text <- substitute(expression)
  current$given[[length(current$given) + 1]] <<- text_of(text)
  invisible(eval(text, globalenv()))
}

# `shape` turns what R gives into named numbers; `note` says what is special about the case. In the expression, .(x)
# stands for the value of x.
case <- function(id, expression, shape = figures, ..., note = NULL) {
  text <- eval(call("bquote", substitute(expression)), parent.frame())
  if (!is.null(current$cases[[id]])) stop("two cases named ", id)
  found <- eval(text, globalenv())
  about <- if (!is.null(note)) list(note = note)
  current$cases[[id]] <<- c(list(r = text_of(text)), about, list(numbers = shape(found, ...)))
}

as_is <- function(found) found

# For each name: `do` with the name as a symbol, to stand in an expression as .(), and as a text.
for_each <- function(names, do) for (name in names) do(as.name(name), name)

save_subject <- function() {
  if (length(current$given) == 0) current$given <<- NULL
  writeLines(write_json(current[-1]), file.path(folder, paste0(current$name, ".json")))
  cat(sprintf("%-20s %3d cases\n", current$name, length(current$cases)))
}

# Written and read again, so that R works on what the tests read.
save_table <- function(table, name) {
  file <- file.path(folder, paste0(name, ".csv"))
  write.csv(table, file, row.names = FALSE, quote = FALSE, na = "")
  read.csv(file)
}
