#include <unicode/brkiter.h>
#include <xapian.h>
