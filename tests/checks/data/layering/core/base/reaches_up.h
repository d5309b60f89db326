#pragma once

#include <vector>

#include "core/model/page.h"
