"""How the pages are built: ``sphinx-build -W --keep-going -b html docs docs/_build/html``."""

import os
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent / "src")]
# The kernel of the tour is a program of its own and has to find the library as well.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HERE.parent / "src"), os.environ.get("PYTHONPATH"))))

import armsdeals  # noqa: E402  # found by the line above, installed or not

# Autodoc asks for the repr of a strategy and shows nothing of it.
warnings.filterwarnings("ignore", message="Generating overly large repr")

project = "armsdeals"
author = "The armsdeals maintainers"
copyright = author
version = release = armsdeals.__version__

extensions = [
    "made_from_code",  # ours, in _ext
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.graphviz",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build", "_ext", ".jupyter_cache", "jupyter_execute", "generated/parts"]

html_theme = "furo"
html_title = "armsdeals"
html_static_path = ["_static"]
html_css_files = ["own.css"]
html_show_sphinx = False
smartquotes_action = "De"  # dashes, but no quotes: what is quoted here are mostly texts to type
graphviz_output_format = "svg"
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True

# Only a page whose first lines name a kernel is run here; what other pages show is run by tests/house/test_docs.py.
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_timeout = 60  # seconds for one cell
nb_execution_raise_on_error = True
nb_execution_show_tb = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "py:obj"  # a name in backticks is a link where it leads somewhere
suppress_warnings = ["ref.python"]  # two rooms may use one name; a link then leads to the nearer one
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
