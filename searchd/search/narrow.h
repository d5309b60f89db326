// Numbers kept as narrow as the largest of them: what is read for every unit is better small.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace dixit::search {

class Narrow {
 public:
  Narrow() = default;

  // `size` zeros, to be set to numbers of at most `largest`.
  Narrow(std::size_t size, std::size_t largest) {
    if (largest <= std::numeric_limits<std::uint8_t>::max()) {
      numbers_ = std::vector<std::uint8_t>(size);
    } else if (largest <= std::numeric_limits<std::uint16_t>::max()) {
      numbers_ = std::vector<std::uint16_t>(size);
    } else {
      numbers_ = std::vector<std::uint32_t>(size);
    }
  }

  void set(std::size_t place, std::uint32_t number) {
    const auto put = [&](auto& numbers) {
      numbers[place] = static_cast<typename std::decay_t<decltype(numbers)>::value_type>(number);
    };
    std::visit(put, numbers_);
  }

  std::uint32_t operator[](std::size_t place) const {
    return std::visit([&](const auto& numbers) -> std::uint32_t { return numbers[place]; }, numbers_);
  }

  // Calls `use` with the vector, whichever its numbers are; for reading many.
  template <typename Use>
  void visit(Use&& use) const {
    std::visit(std::forward<Use>(use), numbers_);
  }

 private:
  std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>> numbers_;
};

}  // namespace dixit::search
