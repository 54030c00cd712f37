"""SIPRI: the files of the Arms Transfers Database of the Stockholm International Peace Research Institute."""
