"""What every file goes through: found, recognised, decoded, told apart, dated, and accounted for."""
