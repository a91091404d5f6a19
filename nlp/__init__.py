"""From messages and questions to evidence: skills, terms, cues, acts. Knows no database or environment."""
