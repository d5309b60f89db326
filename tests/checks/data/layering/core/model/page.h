#pragma once

#include <sys/stat.h>

#include "page_parts.h"
