using System.Globalization;
using System.Text;

namespace PawPal.Publishing.Compose;

/// <summary>Writes the script that makes <c>.env</c>, and of it the files of secrets.</summary>
internal static class InitScript
{
    public static string Write(IReadOnlyList<OutsideValue> values)
    {
        var (made, files) = (new StringBuilder(), new StringBuilder());
        foreach (var value in values.Where(value => !value.IsOptional))
            made.Append(Line(value)).Append('\n');
        foreach (var value in values.Where(value => value.File is not null))
        {
            files.Append("file ").Append(value.File).Append(' ').Append(value.Variable)
                .Append(value.MayBeEmpty ? " empty\n" : "\n");
        }

        return Template.Replace("@VALUES@\n", made.ToString(), StringComparison.Ordinal)
            .Replace("@FILES@\n", files.ToString(), StringComparison.Ordinal);
    }

    private static string Line(OutsideValue value) => value switch
    {
        { Length: { } length } => string.Create(
            CultureInfo.InvariantCulture, $"value {value.Variable} \"$(secret {length})\""),
        { EncodedOf: { } other } => $"derived {value.Variable} \"$(encoded \"$(known {other})\")\"",
        { MayBeEmpty: true } => $"optional {value.Variable} \"${{{value.Variable}:-}}\"",
        { MadeOf: var (text, other) } => $"value {value.Variable} \"{text}$(known {other})\"",
        _ => $"value {value.Variable} \"${{{value.Variable}:-}}\"",
    };

    private const string Template =
        """
        #!/usr/bin/env bash
        # Makes .env with new secrets, and of it the files in secrets/. A value that stands in .env stays as it is, so this may
        # be run again: after an update that wants one more, after a change in .env. Values that cannot be made up are taken
        # from variables of the same name.
        set -euo pipefail
        cd "$(dirname "$0")"
        umask 077

        fail() { echo "init-env.sh: $1" >&2; exit 1; }

        # Letters and digits alone: they stand in connection strings and addresses as they are.
        secret() {
          local text=""
          while [ "${#text}" -lt "$1" ]; do
            text+=$(head -c 256 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9')
          done
          printf '%s' "${text:0:$1}"
        }

        encoded() {
          local LC_ALL=C text=$1 letter index
          for ((index = 0; index < ${#text}; index++)); do
            letter=${text:index:1}
            case $letter in
              [A-Za-z0-9._~-]) printf '%s' "$letter" ;;
              *) printf '%%%02X' "'$letter" ;;
            esac
          done
        }

        # A value of .env: in single quotes, or plain.
        given() {
          local line
          [ -f .env ] || return 0
          line=$(grep "^$1=" .env | tail -n 1) || return 0
          line=${line#*=}
          case $line in
            \'*\') line=${line:1:${#line}-2} && printf '%s' "${line//\\\'/\'}" ;;
            *[\'\"\\\$\`\ #]*) fail "the value of $1 in .env must stand in single quotes" ;;
            *) printf '%s' "$line" ;;
          esac
        }

        lines="" replaced="" missing=()

        # In single quotes compose takes everything as it is.
        put() {
          [[ $2 != *$'\n'* ]] || fail "the value of $1 must be one line"
          lines+="$1='${2//\'/\\\'}'"$'\n'
          replaced+="|$1"
        }

        value() {
          local text
          text=$(given "$1")
          if [ -z "$text" ]; then
            text=$2
            [ -n "$text" ] || missing+=("$1")
            if [ -n "$text" ] || ! grep -qs "^$1=" .env; then put "$1" "$text"; fi
          fi
          # The prefix keeps the shell's own variables from one of the same name.
          printf -v "value_$1" '%s' "$text"
        }

        # Nobody is reminded of it.
        optional() {
          local before=("${missing[@]}")
          value "$@"
          missing=("${before[@]}")
        }

        known() {
          local name="value_$1"
          printf '%s' "${!name}"
        }

        # Always follows from another.
        derived() { [ "$(given "$1")" = "$2" ] || put "$1" "$2"; }

        # Users of containers read it, so the file is open to all; the folder keeps the others of this machine out.
        file() {
          local text
          text=$(known "$2")
          [ -n "$text" ] || [ "${3:-}" = empty ] || return 0
          mkdir -p secrets
          # An engine that was started too early makes a folder of a file that is missing.
          [ ! -d "secrets/$1" ] || rmdir "secrets/$1"
          [ ! -f "secrets/$1" ] || [ "$(cat "secrets/$1")" != "$text" ] || return 0
          rm -f secrets/.draft
          printf '%s' "$text" >secrets/.draft
          chmod 444 secrets/.draft
          mv -f secrets/.draft "secrets/$1"
        }

        @VALUES@
        if [ -n "$lines" ] || [ ! -f .env ]; then
          draft=$(mktemp .env.XXXXXX)
          trap 'rm -f "$draft"' EXIT
          { [ ! -f .env ] || grep -Ev "^(${replaced#|})=" .env || true; printf '%s' "$lines"; } >"$draft"
          mv "$draft" .env
          echo "Wrote .env"
        else
          echo ".env has all it needs and stays as it is"
        fi
        chmod 600 .env
        @FILES@
        [ "${#missing[@]}" -eq 0 ] || echo "Still to be given in .env: ${missing[*]}"

        """;
}
