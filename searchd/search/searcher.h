// From a request to its answer. Knows no HTTP and no JSON.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "searchd/search/answers.h"
#include "searchd/search/questions.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"
#include "searchd/search/responses.h"

namespace dixit::search {

class Generations;

// Thread-safe: every call borrows a database and an analyzer of the current generation and sees that one only. Copies
// share the questions and answers that they remember.
class Searcher {
 public:
  using Options = Questions::Options;

  // `generations` must outlive the searcher.
  explicit Searcher(Generations& generations) : Searcher(generations, Options()) {}
  Searcher(Generations& generations, const Options& options);
  explicit Searcher(Generations&&) = delete;

  // Fails with kIndexMissing while no generation is open, kIndexBroken when stored data cannot be read. A malformed
  // question is no failure: it is searched as well as it can be, and `warnings` say so.
  Result<SearchResponse> search(const SearchRequest& request) const;

  // Every unit that answers `request`, in the order it asks for, each of its groups by its first; those alike are no
  // answers. `page`, `per_page` and `facets` are ignored. Fails with kOverloaded where there was no time to find all,
  // else as `search` does.
  Result<Answers> answers(const SearchRequest& request) const;

  // The units called `ids`, in this order. Fails with kNotFound where there is no such unit, else as `search` does.
  Result<Answers> named(const std::vector<std::string>& ids) const;

  // The unit `id`, marked where it answers `question` (which may be empty), messages in `language`. Fails with
  // kNotFound where there is no such unit, else as `search` does.
  Result<UnitView> unit(std::string_view id, std::string_view question, text::Language language) const;

  // The values of `field` (a facet) among the answers to `request`, as `search` would count them, whose label has
  // `part` in it: compared folded, so accents do not matter; an empty `part` is in all. All values, most frequent
  // first; `page`, `per_page`, `sort` and `facets` of the request are ignored.
  Result<FacetResponse> facet(schema::Field field, const SearchRequest& request, std::string_view part) const;

  // The answers to `request` counted by `rows` and `cols`, two different facets. All of its filters narrow, those on
  // the two as well: it is a table of the answers. `page`, `per_page`, `sort` and `facets` are ignored.
  Result<MatrixResponse> matrix(schema::Field rows, schema::Field cols, const SearchRequest& request) const;

  // At most `count` units that speak of the same as the unit `id`, which is not among them; their snippets are the
  // beginnings of their texts. Fails with kNotFound where there is no such unit, else as `search` does.
  Result<SimilarResponse> similar(std::string_view id, std::size_t count) const;

  // At most `most` completions of `typed`, see Completions. Fails with kIndexMissing while no generation is open.
  Result<CompletionResponse> complete(std::string_view typed, std::size_t most, text::Language language) const;

  // The name of the current generation, for revalidating cached answers; empty while none is open.
  std::string generation() const;

  // The current generation; null while none is open.
  std::shared_ptr<const Generation> served() const;

 private:
  Generations* generations_;
  std::shared_ptr<Questions> questions_;  // never null
  std::shared_ptr<Responses> responses_;  // never null
};

}  // namespace dixit::search
