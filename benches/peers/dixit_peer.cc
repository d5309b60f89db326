// dixit-peer-dixit: the searcher of dixit-searchd in process, asked what the peers are asked.
//
// By default as people ask, so that words are found in all their forms, damaged ones and near ones included; with
// DIXIT_PEER_FORMS=1 in the environment words are quoted, which is as near as Dixit comes to the plain words of the
// peers. Either finds more than they do: it reads damaged words. Its index is made by dixit-indexer.

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "benches/peers/engine.h"
#include "core/base/error.h"
#include "core/base/version.h"
#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"

namespace {

using namespace dixit;
using namespace dixit::bench;

class DixitEngine : public Engine {
 public:
  explicit DixitEngine(const std::filesystem::path& index)
      : generations_({index}, {}), searcher_(generations_, cold()) {
    if (const Status opened = generations_.refresh(); !opened) throw std::runtime_error(describe(opened.error()));
    const char* forms = std::getenv("DIXIT_PEER_FORMS");
    forms_ = forms != nullptr && *forms == '1';
  }

  void answer(const Question& question) override { search(question); }
  std::size_t count(const Question& question) override { return search(question).total; }

  FacetCounts facets(const Question& question) override {
    FacetCounts counts;
    for (const search::Facet& facet : search(question).facets) {
      auto& values = counts.emplace_back();
      for (const search::FacetValue& value : facet.values) values[value.value] = value.count;
    }
    return counts;
  }

 private:
  // What one round of questions remembers of the one before is not to be measured.
  static search::Searcher::Options cold() {
    search::Searcher::Options options;
    options.cache_bytes = 0;
    return options;
  }

  search::SearchResponse search(const Question& question) const {
    search::SearchRequest request;
    const bool is_plain = question.is_phrase() || question.is_typed();
    const char* between = is_plain ? " " : question.is_any() ? " OR " : " AND ";
    for (const std::string& word : question.words) {
      if (!request.text.empty()) request.text += between;
      request.text += forms_ && !is_plain ? '"' + word + '"' : word;
    }
    if (question.is_phrase()) request.text = '"' + request.text + '"';
    request.fuzzy = !forms_;
    if (!question.wants_facets()) request.facets.clear();
    auto response = searcher_.search(request);
    if (!response) throw std::runtime_error(describe(response.error()));
    return std::move(*response);
  }

  search::Generations generations_;
  search::Searcher searcher_;
  bool forms_ = false;
};

void build(const std::function<bool(PeerRecord&)>&, const std::filesystem::path&) {
  throw std::runtime_error("its index is made by dixit-indexer");
}

}  // namespace

int main(int argc, char** argv) {
  return engine_main(argc, argv, {"Dixit " + std::string(kVersion), build, [](const auto& index) {
                                    return std::make_unique<DixitEngine>(index);
                                  }});
}
