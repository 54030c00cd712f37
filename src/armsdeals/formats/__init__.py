"""The formats that deals are kept in without loss: bytes to plain trees and back."""
