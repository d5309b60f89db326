#pragma once

int what();
