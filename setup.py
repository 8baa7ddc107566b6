"""What pyproject.toml cannot say: the migrations travel in the wheel as assistant.migrations."""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages(include=["assistant", "assistant.*"]),
        "assistant.migrations",
        "assistant.migrations.versions",
    ],
    package_dir={"assistant.migrations": "migrations"},
)
