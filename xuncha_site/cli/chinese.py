"""What click itself says — usage, headings, errors of usage — in Chinese."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from xuncha_site.problems import CouldNotRunError, Exit

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class Formatter(click.HelpFormatter):
    """Writes help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")


class Context(click.Context):
    """The context of every command."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Chinese throughout."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """The commands. Ends in one Chinese line, with the right code, when it cannot go on."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 …"}
        super().__init__(*args, **{**words, **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_in_chinese(super().get_help_option(ctx))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command line; errors of usage are told in Chinese and end with exit code 2."""
        kwargs["standalone_mode"] = False
        try:
            return super().main(*args, **kwargs)
        except CouldNotRunError as error:
            _stop(f"{error}。")
        except click.exceptions.NoArgsIsHelpError as error:
            _stop(error.message)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "xuncha"
            _stop(f"{_fault(error)}。\n用 {command} --help 看写法。")
        except click.Abort:
            _stop("已中断。")


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(Exit.COULD_NOT_RUN.value)


def _help_in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明"
    return option


def _fault(error: click.UsageError) -> str:
    """What is wrong with a command line. Our own errors are Chinese already."""
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else ""
    if isinstance(error, click.MissingParameter):
        return f"缺少{name}"
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面缺少值，或者多写了值"
    if isinstance(error, click.BadParameter):
        choices = getattr(parameter.type, "choices", ()) if parameter is not None else ()
        allowed = f"，可以写：{'、'.join(choices)}" if choices else ""
        return f"{name} 的值不对{allowed}"
    if error.message.startswith("No such command"):
        return f"没有这个命令：{' '.join(sys.argv[1:2])}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"多写了：{error.message.partition('(')[2].rstrip(')')}"
    return error.message


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return parameter.metavar or parameter.human_readable_name
    return max(parameter.opts, key=len)
