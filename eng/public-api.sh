#!/bin/sh
# Writes PublicAPI.Unshipped.txt of each packed library anew: all that is public now and not yet in PublicAPI.Shipped.txt.
# Run it after a change of the public surface, and read the difference before it is committed. With names of libraries it writes theirs only.
set -eu
cd "$(dirname "$0")/.."
all="Baton.Feel Baton.Dmn Baton.Bpmn Baton.Engine Baton.Runtime Baton.Runtime.Postgres Baton.Runtime.Sqlite Baton.Testing"
for project in ${*:-$all}; do
  folder=$(ls -d src/*/"$project")
  echo '#nullable enable' > "$folder/PublicAPI.Unshipped.txt"
  dotnet build "$folder" --nologo -p:TreatWarningsAsErrors=false > "$folder/obj/public-api.log" || { cat "$folder/obj/public-api.log"; exit 1; }
  sed -n "s/.*RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" "$folder/obj/public-api.log" |
    LC_ALL=C sort -u > "$folder/obj/public-api.txt"
  cat "$folder/obj/public-api.txt" >> "$folder/PublicAPI.Unshipped.txt"
  echo "$project: $(wc -l < "$folder/obj/public-api.txt") lines"
done
