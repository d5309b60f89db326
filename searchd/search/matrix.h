// Counts answers by two facets at a time.

#pragma once

#include <vector>

#include "searchd/search/columns.h"
#include "searchd/search/response.h"

namespace dixit::search {

// One side of the table of `units`, from `counted`, which are all values of its facet among `units`, in order.
MatrixSide matrix_side(const Facet& counted, const UnitSet& units, const Columns& columns);

// The cells of `units` between the lines of `rows` and `cols`: one look at each unit, about 5 ns, however many cells.
std::vector<MatrixCell> count_cells(const MatrixSide& rows, const MatrixSide& cols, const UnitSet& units,
                                    const Columns& columns);

}  // namespace dixit::search
