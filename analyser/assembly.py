"""Settings into components: the one place where weights are opened."""

from pathlib import Path

from analyser import __version__
from analyser.analytic.labeller import load_labeller
from analyser.config import Settings
from analyser.domain.report import Provenance
from analyser.encoder import load_encoder
from analyser.events import event_models
from analyser.heads import LinearHead, read_head
from analyser.lexicons import versions
from analyser.pipeline import Components
from analyser.rules import load_rules
from analyser.usage import usage_models
from analyser.weights import weights_digests, weights_group


def load_components(settings: Settings | None = None) -> Components:
    """Return the components that the settings name, every digest checked against the manifest.

    Raises
    ------
    ModelError
        If weights are missing, altered, or do not fit.
    ConfigError
        If a rule pack cannot be used.

    """
    settings = settings or Settings()
    rules = load_rules(settings.nation, Path(settings.rules) if settings.rules else None)
    return Components(
        encoder=load_encoder(settings.encoder),
        labeller=load_labeller(settings.labeller),
        events=event_models(_heads(settings.events)),
        usage=usage_models(_heads(settings.usage)),
        rules=rules,
        provenance=Provenance(
            analyser=__version__,
            models=weights_digests(),
            lexicons=versions() | {f"rules/{pack.id}": pack.version for pack in rules.packs},
            settings_digest=settings.digest(),
        ),
    )


def _heads(group: str) -> dict[str, LinearHead]:
    paths: dict[str, Path] = weights_group(group)
    return {name: read_head(path) for name, path in sorted(paths.items())}
