#include "searchd/search/responses.h"

#include <memory>
#include <vector>

namespace dixit::search {
namespace {

// Fields of a name, none of which can be taken for another.
class Name {
 public:
  void add(std::string_view field) { (name_ += std::to_string(field.size()) + ':') += field; }
  void add(std::size_t number) { add(std::string_view(std::to_string(number))); }

  std::string take() && { return std::move(name_); }

 private:
  std::string name_;
};

// Everything that an answer depends on.
std::string name_of(const SearchRequest& request, std::string_view generation) {
  Name name;
  name.add(generation);
  name.add(request.text);
  name.add(request.filters.size());
  for (const auto& [field, values] : request.filters) {
    name.add(static_cast<std::size_t>(field));
    name.add(values.size());
    for (const std::string& value : values) name.add(std::string_view(value));
  }
  name.add(request.from);
  name.add(request.to);
  name.add(static_cast<std::size_t>(request.sort));
  name.add(request.group ? static_cast<std::size_t>(*request.group) + 1 : 0);
  name.add(request.page);
  name.add(request.per_page);
  for (const schema::Field field : request.facets) name.add(static_cast<std::size_t>(field));
  for (const bool choice : {request.fuzzy, request.names}) name.add(choice ? "yes" : "no");
  name.add(text::code(request.language));
  return std::move(name).take();
}

// About: a hit with its texts, and a value with its label.
std::size_t bytes_of(const SearchResponse& response) {
  constexpr std::size_t kOfHit = 4 << 10;
  constexpr std::size_t kOfValue = sizeof(FacetValue) + 64;
  std::size_t bytes = sizeof(SearchResponse) + response.hits.size() * kOfHit;
  for (const Facet& facet : response.facets) bytes += sizeof(Facet) + facet.values.size() * kOfValue;
  return bytes;
}

}  // namespace

std::optional<SearchResponse> Responses::find(const SearchRequest& request, std::string_view generation) {
  const std::shared_ptr<const SearchResponse> kept = kept_.find(name_of(request, generation));
  return kept ? std::optional(*kept) : std::nullopt;
}

void Responses::keep(const SearchRequest& request, const SearchResponse& response) {
  if (response.partial) return;
  kept_.keep(name_of(request, response.generation), std::make_shared<const SearchResponse>(response),
             bytes_of(response));
}

}  // namespace dixit::search
