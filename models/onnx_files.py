"""Write torch modules as ONNX files, make them small, and compare them with where they came from."""

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

OPSET = 17
INPUTS = ("input_ids", "token_type_ids")
SMALLEST_TABLE = 100_000  # numbers in a weight table that is worth storing as int8

Vectors = npt.NDArray[np.float32]


def write_float32(module: torch.nn.Module, path: Path, *, output: str) -> None:
    """Write a module called with ``input_ids`` and ``token_type_ids`` [batch, tokens] as float32 ONNX; texts of one length only, so no mask."""
    ids = torch.arange(1000, 1018).reshape(2, 9)
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS} | {output: {0: "batch"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter says that it is the old one; the new one needs more than it gives here
        torch.onnx.export(
            module.eval(),
            (ids, torch.zeros_like(ids)),
            str(path),
            input_names=list(INPUTS),
            output_names=[output],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=OPSET,
        )


def write_int8(float32: Path, path: Path) -> None:
    """Quantise weights per channel to int8, reduced range (no saturation on processors without VNNI), and activations on the fly."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(float32, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def write_int8_storage(float32: Path, path: Path) -> None:
    """Store the large weight tables as int8 with a scale for each channel and compute in float32: a quarter of the size, nearly exact, not faster."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(float32)
    readers = {name: node.op_type for node in model.graph.node for name in node.input}
    tables, nodes = [], []
    for table in model.graph.initializer:
        numbers = numpy_helper.to_array(table)
        if numbers.ndim != 2 or numbers.size < SMALLEST_TABLE:
            tables.append(table)
            continue
        scale = np.abs(numbers).max(axis=0 if readers[table.name] == "MatMul" else 1, keepdims=True).astype(np.float32) / 127
        scale[scale == 0] = 1
        name = table.name
        tables += [
            numpy_helper.from_array(np.rint(numbers / scale).astype(np.int8), f"{name}_int8"),
            numpy_helper.from_array(scale, f"{name}_scale"),
        ]
        nodes += [
            helper.make_node("Cast", [f"{name}_int8"], [f"{name}_cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}_cast", f"{name}_scale"], [name]),
        ]
    nodes += list(model.graph.node)
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(tables)
    model.graph.node.extend(nodes)
    onnx.save(model, path)


WRITERS = {"int8": write_int8, "int8_storage": write_int8_storage}


def write_onnx(module: torch.nn.Module, path: Path, *, output: str, form: str) -> None:
    """Write a module as an ONNX file of the form ``float32``, ``int8`` or ``int8_storage``."""
    if form == "float32":
        write_float32(module, path, output=output)
        return
    with tempfile.TemporaryDirectory() as folder:
        float32 = Path(folder) / "float32.onnx"
        write_float32(module, float32, output=output)
        WRITERS[form](float32, path)


def torch_vectors(module: torch.nn.Module, encodings: Sequence[Any]) -> Vectors:
    """Return [n, n_outputs]: the module's output for each encoding (of the library tokenizers), each run alone."""
    rows = []
    with torch.inference_mode():
        for encoding in encodings:
            rows.append(module(torch.tensor([encoding.ids]), torch.tensor([encoding.type_ids]))[0].numpy())
    return np.stack(rows).astype(np.float32)
