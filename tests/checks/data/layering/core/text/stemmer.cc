#include <xapian.h>

#include <string>
