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

// Stems and concepts of texts, without those of headings and fields, that other units have as well.
class Telling : public Xapian::ExpandDecider {
 public:
  explicit Telling(const Xapian::Database& database) : database_(database) {}

  bool operator()(const std::string& term) const override {
    return (is_of(term, stem_) || is_of(term, concept_)) && database_.get_termfreq(term) > 1;
  }

 private:
  const Xapian::Database& database_;
  const std::string stem_ = schema::stem_term("");
  const std::string concept_ = schema::concept_term("", schema::Part::kText);
};

}  // namespace

Xapian::Query similar_to(const std::vector<Xapian::docid>& units, const Xapian::Database& database) {
  Xapian::RSet chosen;
  for (const Xapian::docid unit : units) chosen.add_document(unit);
  const Telling telling(database);
  Xapian::Enquire enquire(database);
  const Xapian::ESet terms = enquire.get_eset(kTellingTerms, chosen, Xapian::Enquire::USE_EXACT_TERMFREQ, &telling);
  std::vector<Xapian::Query> parts;
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*term), term.get_weight());
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace dixit::search
