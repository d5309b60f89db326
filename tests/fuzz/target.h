// What a fuzz target is: one function that takes any bytes and aborts where a promise does not hold. Named as libFuzzer
// wants it, so that a target can be linked with it as well as with replay.cc.

#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
