"""What Halmos calls as its solver: reads one SMT-LIB file, prints the answers.

cvc5 and Yices try at once, the first to know is believed: one is quick to see that there is no
counterexample, the other to find one. For cvc5 the words of the EVM become integers, which settles
in milliseconds what division by 10,000 hides from solvers that look at bits. For that, `-x` must
not be the product of x and 2^256 - 1, as Halmos writes it, and products and quotients must be what
they are from the start, not any function as in its first attempts. Runs in .venv-proofs.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import cvc5

_WORD = 1 << 256
_PRODUCT = re.compile(r"\(bvmul \(_ bv(\d+) 256\) (\?x\d+)\)")

_OPAQUE = re.compile(
    r"\(declare-fun (f_evm_(bvmul|bvudiv|bvurem)_(\d+)) "
    r"\(\(_ BitVec \d+\) \(_ BitVec \d+\)\) \(_ BitVec \d+\)\)"
)


def defined(function: re.Match[str]) -> str:
    """What an opaque function of two words does; dividing by zero gives zero, as in the EVM."""
    name, operation, bits = function.groups()
    value = f"({operation} a b)"
    if operation != "bvmul":
        value = f"(ite (= b (_ bv0 {bits})) b {value})"
    word = f"(_ BitVec {bits})"
    return f"(define-fun {name} ((a {word}) (b {word})) {word} {value})"


def negated(product: re.Match[str]) -> str:
    """A product with a constant, with a small one if it is that of a negative number."""
    factor = _WORD - int(product[1])
    if factor > _WORD >> 1:
        return product[0]
    value = product[2] if factor == 1 else f"(bvmul (_ bv{factor} 256) {product[2]})"
    return f"(bvneg {value})"


def ask_cvc5(path: str) -> None:
    """Run the commands of the file at `path`; print the answers."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("produce-models", "true")
    solver.setOption("solve-bv-as-int", "sum")
    solver.setOption("decision", "justification")
    parser = cvc5.InputParser(solver)
    parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, path)
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        print(command.invoke(solver, symbols), end="", flush=True)


def main(path: str) -> None:
    """Answer the query at `path`, as soon as one of the two has an answer."""
    exact = Path(f"{path}.exact")
    exact.write_text(_OPAQUE.sub(defined, _PRODUCT.sub(negated, Path(path).read_text())))
    yices = str(Path(sys.executable).with_name("yices-smt2"))
    commands = [
        [sys.executable, "-P", __file__, "--cvc5", str(exact)],
        [yices, "--smt2-model-format", "--bvconst-in-decimal", str(exact)],
    ]
    running = [
        subprocess.Popen(each, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for each in commands
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with ThreadPoolExecutor(len(running)) as pool:
            for answer in as_completed([pool.submit(_answer_of, each) for each in running]):
                if answer.result().startswith(("sat", "unsat")):
                    print(answer.result(), end="")
                    break
            for each in running:
                each.kill()
    finally:
        for each in running:
            each.kill()


def _answer_of(process: subprocess.Popen[str]) -> str:
    return process.communicate()[0]


if __name__ == "__main__":
    if sys.argv[1] == "--cvc5":
        ask_cvc5(sys.argv[2])
    else:
        main(sys.argv[1])
