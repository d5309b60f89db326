#pragma once

#include "core/model/page.h"
