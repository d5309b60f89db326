// Methods may be called TODO_list; the word METODO is Spanish.
#pragma once
