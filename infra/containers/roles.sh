#!/bin/sh
# Run once by the postgres image on an empty volume: the two roles and the database, as the embedded cluster makes them.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$JOBANALYSIS_OWNER_PASSWORD" -v app_password="$JOBANALYSIS_APP_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE jobanalysis_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE jobanalysis_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE jobanalysis OWNER jobanalysis_owner;
REVOKE ALL ON DATABASE jobanalysis FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE jobanalysis TO jobanalysis_app;
SQL
