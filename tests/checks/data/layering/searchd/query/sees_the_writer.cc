#include <xapian.h>

#include "core/model/page.h"
#include "indexer/write/writer.h"
