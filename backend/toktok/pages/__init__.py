"""The pages people see: templates rendered from the reading modules, and the scripts that make them live."""
