"""Machine code is kept only while nothing that it was made from has changed."""

import numba

from lachan.detect import compiled


def test_the_cache_is_named_by_the_content_of_the_kernels():
    assert numba.config.CACHE_DIR.rsplit("/", 1)[-1].startswith("compiled-")


def test_what_kernels_import_is_part_of_it():
    names = {path.name for path in compiled.sources()}

    assert {"bare_kernel.py", "term_kernel.py", "letters.py", "disguises.py"} <= names


def test_every_kernel_is_compiled_this_way():
    kernels = [path for path in compiled.sources() if path.name.endswith("kernel.py")]

    assert not [path.name for path in kernels if "from numba" in path.read_text("utf-8")]
