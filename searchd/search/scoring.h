// How well units answer, told by what a plan counts.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "searchd/query/plan.h"
#include "searchd/query/ranking.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"

namespace dixit::search {

struct RankedUnit {
  Xapian::docid unit = 0;
  double score = 0;  // 0 where it was not ranked
};

// The score of a unit is the sum of what weights give it, each the BM25 score (S. E. Robertson et al., Okapi at TREC-3,
// 1994) of its terms taken as one word, over the words of text, heading and names. One thread at a time.
class Scorer {
 public:
  // Takes the posting lists that `weights` need from `lease`. Throws what the database throws.
  Scorer(const std::vector<query::Weight>& weights, const query::Ranking& ranking, const Lease& lease);

  // From here on, each of `units`, which must stay, has `more` added to its score.
  void favour(const UnitSet& units, double more);

  // `units` with their scores, in the order of their numbers.
  std::vector<RankedUnit> score(const UnitSet& units);

  // Same, added to `scored`, for `units` by ascending number.
  void score(std::span<const std::uint32_t> units, std::vector<RankedUnit>& scored);

  // By span: a score that none of its units surpasses.
  std::vector<float> find_bounds();

  // Sets `units` to those in `span`, ascending, that may score `least`: the others have only what counts too little.
  // False, and nothing set, where any unit may. After find_bounds().
  bool find_hopeful(std::uint32_t span, double least, std::vector<std::uint32_t>& units) const;

 private:
  struct Part {
    std::vector<std::shared_ptr<const Posting>> lists;
    float most = 0;             // what it gives at most
    bool is_constant = false;   // or nothing
    std::vector<float> bounds;  // the same by span
  };

  float damping(float length) const;
  void add(const Part& part, std::span<const std::uint32_t> units);
  void find_bounds(Part& part) const;
  void add_shares(const Posting& list, std::vector<float>& shares) const;
  void add_shares(const Peaks& peaks, std::vector<float>& shares) const;

  const Columns* columns_;
  float k1_;
  float b_;
  std::vector<Part> parts_;
  const UnitSet* favoured_ = nullptr;
  double favour_ = 0;
  std::vector<float> scores_;       // of the units at hand
  std::vector<float> dampings_;     // of the same
  std::vector<float> occurrences_;  // of several terms in them
};

}  // namespace dixit::search
