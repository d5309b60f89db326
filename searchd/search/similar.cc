#include "searchd/search/similar.h"

#include <string>

#include "core/schema/terms.h"

namespace dixit::search {
namespace {

// Whether `term` is `prefix` and a word: a further capital would make it another prefix.
bool is_of(const std::string& term, const std::string& prefix) {
  if (!term.starts_with(prefix) || term.size() == prefix.size()) return false;
  const char next = term[prefix.size()];
  return next < 'A' || next > 'Z';
}

// Of so many terms that tell most, those that no other unit has are left out: asking each term of a unit for that would
// take longer than all else.
constexpr Xapian::termcount kCandidates = 4 * kTellingTerms;

// Stems and concepts of texts, without those of headings and fields.
class OfTexts : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override { return is_of(term, stem_) || is_of(term, concept_); }

 private:
  const std::string stem_ = schema::stem_term("");
  const std::string concept_ = schema::concept_term("", schema::Part::kText);
};

}  // namespace

Xapian::Query similar_to(const std::vector<Xapian::docid>& units, const Xapian::Database& database) {
  Xapian::RSet chosen;
  for (const Xapian::docid unit : units) chosen.add_document(unit);
  const OfTexts of_texts;
  Xapian::Enquire enquire(database);
  const Xapian::ESet terms = enquire.get_eset(kCandidates, chosen, Xapian::Enquire::USE_EXACT_TERMFREQ, &of_texts);
  std::vector<Xapian::Query> parts;
  for (auto term = terms.begin(); term != terms.end() && parts.size() < kTellingTerms; ++term) {
    if (database.get_termfreq(*term) < 2) continue;
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*term), term.get_weight());
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace dixit::search
