#!/usr/bin/Rscript
# Opens a result file with both readers that R has for it: hdf5r and ncdf4.
#
# usage: readers.R FILE [--need PATH,PATH...]
#
# Every variable of every group is read with both; what they give must agree, seeds must not be clamped, every dimension
# must have its coordinate, and the first day must come out of the units of time. --need lists variables that have to be
# there, as /authority/provision. One line a check; exit status 1 when one failed, 77 when a reader is not installed.

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) == 0) stop("usage: readers.R FILE [--need PATH,PATH...]")
path <- arguments[1]
place <- match("--need", arguments)
need <- if (is.na(place)) character(0) else strsplit(arguments[place + 1], ",")[[1]]
absent_status <- 77 # what CTest takes for `skipped`
for (package in c("hdf5r", "ncdf4")) {
  if (!requireNamespace(package, quietly = TRUE)) {
    cat("absent", package, "is not installed\n")
    quit(status = absent_status)
  }
}

failed <- 0
check <- function(holds, what, detail = "") {
  holds <- isTRUE(holds)
  cat(if (holds) "ok    " else "FAILED", what, if (!holds && nzchar(detail)) paste(":", detail), "\n")
  if (!holds) failed <<- failed + 1
  holds
}
guarded <- function(what, step) {
  tryCatch(step(), error = function(error) {
    check(FALSE, what, conditionMessage(error))
    NULL
  })
}

# every variable of an HDF5 file, by its path without the leading slash
variables_of <- function(group, above = "") {
  found <- list()
  for (name in names(group)) {
    item <- group[[name]]
    here <- paste0(above, name)
    if (inherits(item, "H5Group")) {
      found <- c(found, variables_of(item, paste0(here, "/")))
    } else {
      found[[here]] <- item
    }
  }
  found
}
text_attribute <- function(item, name) {
  if (item$attr_exists(name)) hdf5r::h5attr(item, name) else ""
}

# text as the UTF-8 it is in the file: where the locale is another, ncdf4 does not say so of what it has read
utf8 <- function(text) {
  text <- as.character(text)
  Encoding(text) <- "UTF-8"
  text
}

same <- function(one, other) {
  one <- as.vector(one)
  other <- as.vector(other)
  if (is.character(one) || is.character(other)) return(identical(utf8(one), utf8(other)))
  one <- as.numeric(one)
  other <- as.numeric(other)
  length(one) == length(other) && all(is.na(one) == is.na(other)) && all(one == other, na.rm = TRUE)
}

file <- guarded("hdf5r opens it", function() hdf5r::H5File$new(path, mode = "r"))
net <- guarded("ncdf4 opens it", function() {
  capture.output(opened <- ncdf4::nc_open(path)) # it warns of the fill value of seeds, which R holds as a double
  opened
})
if (!is.null(file) && !is.null(net)) {
  cat("ok     hdf5r", format(packageVersion("hdf5r")), "and ncdf4", format(packageVersion("ncdf4")), "open it\n")
  variables <- variables_of(file)
  root_dimensions <- names(net$dim)[!grepl("/", names(net$dim))]
  for (name in names(variables)) {
    item <- variables[[name]]
    values <- guarded(paste("hdf5r reads", name), function() item$read())
    if (is.null(values)) next
    check(is.atomic(values) && !is.factor(values) && !is.raw(values), paste("hdf5r", name, "is plain numbers or text"), class(values)[1])
    # ncdf4 leaves out of its list what is called like a dimension of its group or of one above it, and so a variable
    # called like one of the root's, as child/phase (hdf5r has just read it)
    if (grepl("/", name) && sub(".*/", "", name) %in% root_dimensions && !(name %in% names(net$dim))) {
      cat("note  ", "ncdf4 cannot tell", name, "from the dimension of that name\n")
      next
    }
    from_net <- guarded(paste("ncdf4 reads", name), function() {
      suppressWarnings(capture.output(read <- ncdf4::ncvar_get(net, name, raw_datavals = FALSE)))
      read
    })
    if (!is.null(from_net)) {
      fill <- if (item$attr_exists("_FillValue")) as.numeric(hdf5r::h5attr(item, "_FillValue")) else NULL
      if (!is.null(fill) && !is.na(fill)) {
        values <- as.numeric(values)
        values[!is.na(values) & values == fill] <- NA
      }
      check(same(values, from_net), paste(name, "is the same in hdf5r and ncdf4"))
    }
    if (is.numeric(values)) {
      check(nzchar(text_attribute(item, "units")), paste("hdf5r", name, "has a unit"))
    }
    check(nzchar(text_attribute(item, "long_name")), paste("hdf5r", name, "has a long name"))
    if (startsWith(text_attribute(item, "units"), "days since")) {
      first <- as.Date(sub("days since ", "", text_attribute(item, "units")))
      check(!is.na(first), paste("hdf5r", name, "has a first day"), format(first))
    }
  }
  for (dimension in net$dim) {
    check(isTRUE(dimension$create_dimvar), paste("ncdf4 has a coordinate for dimension", dimension$name))
  }
  for (path_needed in need) {
    check(sub("^/", "", path_needed) %in% names(variables), paste(path_needed, "is there"))
  }
  ncdf4::nc_close(net)
  file$close_all()
}
cat(failed, "checks failed\n")
quit(status = if (failed > 0) 1 else 0)
