// Interventions that nobody made, as a scanned report would have them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "benches/records/cast.h"
#include "benches/records/ocr_damage.h"
#include "benches/records/word_chain.h"

namespace dixit::bench {

struct Record {
  std::size_t sitting = 0;  // place in `Cast::sittings`
  std::size_t person = 0;   // place in `Cast::people`
  std::string meant;        // UTF-8
  std::string printed;      // the same words as OCR read them
  std::size_t words = 0;
};

// Safe to use from several threads. All parts must outlive it.
class RecordMaker {
 public:
  RecordMaker(const WordChain& chain, const OcrDamage& damage, const Cast& cast, std::uint64_t seed)
      : chain_(chain), damage_(damage), cast_(cast), seed_(seed) {}

  // The record at `place` of `total`. What is said in it and by whom depends on seed and place alone; its sitting also
  // on `total`, because records of a sitting stand together, as in minutes.
  Record make(std::size_t place, std::size_t total) const;

 private:
  const WordChain& chain_;
  const OcrDamage& damage_;
  const Cast& cast_;
  std::uint64_t seed_;
};

}  // namespace dixit::bench
