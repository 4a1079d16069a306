#!/bin/sh
# Writes PublicAPI.Unshipped.txt of each packed library anew: all that is public now and not yet in PublicAPI.Shipped.txt.
# Run it after a change of the public surface, and read the difference before it is committed.
set -eu
cd "$(dirname "$0")/.."
for project in Baton.Feel Baton.Dmn; do
  folder=src/engine/$project
  echo '#nullable enable' > "$folder/PublicAPI.Unshipped.txt"
  dotnet build "$folder" --nologo --no-incremental -p:TreatWarningsAsErrors=false |
    sed -n "s/.*RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" |
    LC_ALL=C sort -u > "$folder/obj/public-api.txt"
  cat "$folder/obj/public-api.txt" >> "$folder/PublicAPI.Unshipped.txt"
  echo "$project: $(wc -l < "$folder/obj/public-api.txt") lines"
done
